"""What a careful editor would say of questions and stories: warnings, each by a rule with a name and a source."""
