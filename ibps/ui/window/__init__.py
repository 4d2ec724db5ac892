"""The facilitator's window at work: what is asked, answered, saved, and done when something is in the way."""
