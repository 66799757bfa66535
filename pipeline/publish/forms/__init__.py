"""Write monitoring forms and read them back."""
