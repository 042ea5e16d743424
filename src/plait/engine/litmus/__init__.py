"""The litmus tests: questions judged from the rows of a Trust, four verdicts, and the rows behind each."""
