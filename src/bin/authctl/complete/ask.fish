# Completes the arguments of authctl by asking it, so that names come from the user file.
complete --command authctl --no-files --keep-order --arguments '(AUTHCTL_COMPLETE=fish command authctl -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor) 2>/dev/null)'
