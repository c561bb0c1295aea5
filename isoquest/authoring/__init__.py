"""What serves authors: problems told well."""
