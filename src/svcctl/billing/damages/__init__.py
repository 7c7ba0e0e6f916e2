"""What breaches cost: rules, late days, accruals, caps, and the lines they come to."""
