"""The tests of the edition; docs/contributing/design.md, section 5, says what is tested how."""
