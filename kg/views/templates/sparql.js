"use strict"; // The query page.
