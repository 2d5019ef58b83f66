"""The command line ``watchdesk-cli``: the same work as the window's, without it; one small file a command group."""
