"""Types of fields that are named after what a schema says: formats, unions, constants."""
