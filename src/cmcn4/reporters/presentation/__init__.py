"""What every report tells: the words, the groups and the lines that formats share."""
