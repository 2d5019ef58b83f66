"""What is true on paper: records, and rules as pure functions of records and a day."""
