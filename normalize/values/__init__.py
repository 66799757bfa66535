"""Read dates, money, quantities, statuses and yes or no from printed values."""
