"""Which days a stretch of time is, whatever the language that it is written in.

A language finds the stretches in its text and says what they are in `parts`; `resolve` decides which days those are.
From the bottom up: `calendar` counts days, `parts` is what a language hands in and `found` what it gets back,
`wording`, `dateline` and `fiscal` are what the text around says, `memory` keeps what was named before, `years` and `days` know the
single kinds of parts, and `resolve` puts them together.
"""
