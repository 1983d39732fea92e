"""What a person sets up for writing: own actions, their voice, the rules of proofreading."""
