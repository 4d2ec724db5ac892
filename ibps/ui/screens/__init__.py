"""The one screen there is. What it shows is up to the view that is looked at."""
