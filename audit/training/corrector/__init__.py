"""Makes the corrector of `audit.correcting`, from clean French alone."""
