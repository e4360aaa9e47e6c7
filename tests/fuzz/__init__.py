"""Content and articles damaged at random, by bytes and by YAML nodes, and checked as the command checks them: it must
end in time and in little memory, with a message and never a traceback."""
