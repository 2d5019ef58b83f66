"""The encrypted file and what it is asked: the only place that knows SQLAlchemy and the cipher."""
