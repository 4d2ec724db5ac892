"""The two screens: `room` for whoever facilitates, `wall` for everyone. What they show is up to the views."""
