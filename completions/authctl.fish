# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_authctl_global_optspecs
    string join \n db= config= profile= o/output= json color= q/quiet v/verbose no-input no-pager h/help V/version
end

function __fish_authctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_authctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_authctl_using_subcommand
    set -l cmd (__fish_authctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c authctl -n "__fish_authctl_needs_command" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_needs_command" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_needs_command" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_needs_command" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_needs_command" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_needs_command" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_needs_command" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_needs_command" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_needs_command" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_needs_command" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_needs_command" -s V -l version -d 'Print version'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "init" -d 'Make the user file and its first signing key'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "user" -d 'Users: add, list, change, check, disable, delete'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "hash" -d 'Hash a password; verify and identify hashes'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "key" -d 'The keys that sign and verify tokens'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "token" -d 'Tokens: issue, decode, verify, list, revoke'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "seed" -d 'Bring the user file to what seed files ask for'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "audit" -d 'Who changed what, and whether the record is intact'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "db" -d 'Check, count, copy or migrate the user file'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "serve" -d 'Answer logins and tokens over HTTP, with the same user file'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "config" -d 'Show the settings that hold, and where they come from'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "man" -d 'Write the man pages'
complete -c authctl -n "__fish_authctl_needs_command" -f -a "help" -d 'Explain a command, or one of exit-codes, secrets, times, claims'
complete -c authctl -n "__fish_authctl_using_subcommand init" -l alg -d 'The algorithm of the first signing key [default: HS256]' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c authctl -n "__fish_authctl_using_subcommand init" -l passphrase -d 'What the keys are sealed with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand init" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand init" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand init" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand init" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand init" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand init" -l seal -d 'Put the key under a passphrase: who has the file alone cannot sign'
complete -c authctl -n "__fish_authctl_using_subcommand init" -l allow-weak -d 'Take a passphrase that is below the policy for passwords'
complete -c authctl -n "__fish_authctl_using_subcommand init" -l insecure-test-db -d 'Hash passwords at next to no cost, for tests; the file is marked for ever, and no server takes it'
complete -c authctl -n "__fish_authctl_using_subcommand init" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand init" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand init" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand init" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand init" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "add" -d 'Add a user or a service account'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "list" -d 'List users, by name'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "show" -d 'Show one user'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "set" -d 'Change what is known of a user'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "passwd" -d 'Set a user\'s password, and end the tokens issued before'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "secret" -d 'Draw a service account\'s client secret'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "check" -d 'Try a password as a server\'s login does'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "enable" -d 'Switch users on again'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "disable" -d 'Switch users off, and end their tokens'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "unlock" -d 'Forget wrong passwords, and the lock after them'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "delete" -d 'Remove users'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "import" -d 'Take users over from CSV, JSON or another system\'s export'
complete -c authctl -n "__fish_authctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd secret check enable disable unlock delete import export" -f -a "export" -d 'Write all users to a file'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l email -d 'The email address' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l full-name -d 'The name to show' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l role -d 'A role; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l scope -d 'A scope that the user\'s tokens may have; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l expires-at -d 'The user may not act from then on: a TIME, or `never`' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l max-ttl -d 'The longest life of a service account\'s tokens: a DURATION' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l audience -d 'A server that a service account\'s tokens may be meant for; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l password -d 'Where the password comes from: a SOURCE, see `authctl help secrets`' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l password-hash -d 'Store this hash: PHC string or modular crypt' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l disabled -d 'The user may not act yet'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l must-change -d 'The password has to be changed at the first login'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l service -d 'A service account: it has no password, and tokens are issued to it'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l password-stdin -d 'The same as `--password -`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l generate-password -d 'Draw a password and print it, nothing else, on stdout'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l no-password -d 'No password: the user cannot log in'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l allow-weak -d 'Take a password that is short, commonly guessed or known from breaches'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l if-not-exists -d 'Leave a user of that name as it is'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l upsert -d 'Bring a user of that name to what is given; what is not given stays'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l role -d 'Users with this role' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l scope -d 'Users with this scope' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l search -d 'Users with this text in username, email or full name' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l limit -d 'No more than so many' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l after -d 'Go on after this name' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l service -d 'Service accounts only'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l human -d 'People only'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l enabled -d 'Enabled users only'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l disabled -d 'Disabled users only'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l needs-rehash -d 'Users whose password hash is weaker than the policy'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l email -d 'The email address' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l full-name -d 'The name to show' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l add-role -d 'Give a role; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l remove-role -d 'Take a role away; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l add-scope -d 'Give a scope; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l remove-scope -d 'Take a scope away; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l expires-at -d 'The user may not act from then on: a TIME, or `never`' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l max-ttl -d 'The longest life of a service account\'s tokens: a DURATION' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l add-audience -d 'Let a service account\'s tokens be meant for this server; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l remove-audience -d 'The reverse; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l no-email -d 'Forget the email address'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l no-full-name -d 'Forget the name to show'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l must-change -d 'The password has to be changed at the next login'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l no-must-change -d 'The password may stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l no-max-ttl -d 'Lift the limit on the life of a service account\'s tokens'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l password -d 'Where the password comes from: a SOURCE, see `authctl help secrets`' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l password-hash -d 'Store this hash: PHC string or modular crypt' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l password-stdin -d 'The same as `--password -`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l generate-password -d 'Draw a password and print it, nothing else, on stdout'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l no-password -d 'No password: the user cannot log in'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l allow-weak -d 'Take a password that is short, commonly guessed or known from breaches'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l must-change -d 'The password has to be changed at the next login'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l keep-tokens -d 'Let the tokens that were issued before go on'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l remove -d 'Take the secret away instead'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l keep-tokens -d 'Let the tokens that were issued before go on; otherwise they end with the earlier secret'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from secret" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l password -d 'Where the password comes from: a SOURCE, see `authctl help secrets`' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l password-stdin -d 'The same as `--password -`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l reason -d 'Why; for the audit' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l if-exists -d 'Pass over names that no user has'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l reason -d 'Why; kept with the user' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l if-exists -d 'Pass over names that no user has'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l if-exists -d 'Pass over names that no user has'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l if-exists -d 'Pass over names that no user has'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l yes -d 'Do not ask'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l format -d 'Its format, where the content does not tell' -r -f -a "csv\t''
jsonl\t''
json\t''
htpasswd\t''
keycloak\t''
auth0\t''
firebase\t''
django\t''
kratos\t''"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with a user that is there already and differs from its row' -r -f -a "fail\t'Refuse the row'
skip\t'Leave the user as it is'
update\t'Bring the user to what the row says'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l on-error -d 'What to do at a row that cannot be taken' -r -f -a "stop\t'End, with nothing of its batch written'
skip\t'Refuse the row and go on'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l rejects -d 'Keep the refused rows in this new file: JSON lines with line, name, code and cause' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l weak -d 'What to do with a new user whose hash or password cannot be used' -r -f -a "reject\t'Refuse the row'
reset\t'Take the user without a password; it has to be given one'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l jobs -d 'Use no more than so many cores' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l django-model -d 'The model of Django\'s users' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l hash-algo -d 'The project\'s function, as BCRYPT or STANDARD_SCRYPT' -r -f -a "BCRYPT\t''
PBKDF2_SHA256\t''
PBKDF_SHA1\t''
PBKDF2_SHA1\t''
STANDARD_SCRYPT\t''
SCRYPT\t''
MD5\t''
SHA1\t''
SHA256\t''
SHA512\t''
HMAC_MD5\t''
HMAC_SHA1\t''
HMAC_SHA256\t''
HMAC_SHA512\t''"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l rounds -d 'The rounds of PBKDF2' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l mem-cost -d 'The memory cost of STANDARD_SCRYPT: N itself' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l block-size -d 'The block size of STANDARD_SCRYPT' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l parallelization -d 'The parallelization of STANDARD_SCRYPT' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l dk-len -d 'The bytes of a STANDARD_SCRYPT hash' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l check -d 'Write nothing, and say what would happen'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l ignore-unknown -d 'Pass over fields and columns that are not known'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l hash-plaintext -d 'Hash more than 10,000 passwords, which takes long'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l format -d 'The format [default: by the ending of --out, else jsonl; with -o json, json]' -r -f -a "csv\t''
jsonl\t''
json\t''
htpasswd\t''
keycloak\t''
auth0\t''
firebase\t''
django\t''
kratos\t''"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l out -d 'Write to this new file, for its owner alone, instead of stdout' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l include-hashes -d 'Write password hashes too'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand user; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l password -d 'Where the password comes from: a SOURCE, see `authctl help secrets`' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l scheme -d 'The function' -r -f -a "argon2id\t''
bcrypt\t''
scrypt\t''
pbkdf2-sha256\t''"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l params -d 'Its costs, as m=65536,t=3,p=4 or rounds=13; what is left out keeps its default' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l password-stdin -d 'The same as `--password -`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l allow-weak -d 'Take a password that is short or commonly guessed'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -f -a "create" -d 'Hash a password and print the hash, nothing else'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -f -a "verify" -d 'Say whether a password belongs to a hash'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -f -a "identify" -d 'Say what a hash is, how strong, and who can verify it'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -f -a "convert" -d 'Rewrite the hash of another system as a standard string'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -f -a "calibrate" -d 'Find the costs that this machine can afford'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -f -a "audit" -d 'Count the hashes of the user file by scheme and cost, and name who is below the policy'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and not __fish_seen_subcommand_from create verify identify convert calibrate audit policy" -f -a "policy" -d 'What the user file demands of passwords and hashes'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l password -d 'Where the password comes from: a SOURCE, see `authctl help secrets`' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l scheme -d 'The function' -r -f -a "argon2id\t''
bcrypt\t''
scrypt\t''
pbkdf2-sha256\t''"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l params -d 'Its costs, as m=65536,t=3,p=4 or rounds=13; what is left out keeps its default' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l password-stdin -d 'The same as `--password -`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l allow-weak -d 'Take a password that is short or commonly guessed'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l password -d 'Where the password comes from: a SOURCE, see `authctl help secrets`' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l password-stdin -d 'The same as `--password -`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from identify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l from -d 'Whose form it has' -r -f -a "django\t'The field `password` of Django\'s users'
keycloak\t'A credential of a Keycloak export'
passlib\t'passlib, whose PBKDF2 is no PHC string'
firebase\t'A record of a Firebase export; --hash-algo says how it was made'
auth0\t'`password_hash` or `custom_password_hash` of an Auth0 import file'
kratos\t'`hashed_password` of Ory Kratos'
werkzeug\t'Werkzeug, of Flask applications'
spring\t'Spring Security, with the encoder in braces'
htpasswd\t'The part behind the colon in an htpasswd file'
authelia\t'The field `password` of Authelia\'s user file'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l hash-algo -d 'The project\'s function, as BCRYPT or STANDARD_SCRYPT' -r -f -a "BCRYPT\t''
PBKDF2_SHA256\t''
PBKDF_SHA1\t''
PBKDF2_SHA1\t''
STANDARD_SCRYPT\t''
SCRYPT\t''
MD5\t''
SHA1\t''
SHA256\t''
SHA512\t''
HMAC_MD5\t''
HMAC_SHA1\t''
HMAC_SHA256\t''
HMAC_SHA512\t''"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l rounds -d 'The rounds of PBKDF2' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l mem-cost -d 'The memory cost of STANDARD_SCRYPT: N itself' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l block-size -d 'The block size of STANDARD_SCRYPT' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l parallelization -d 'The parallelization of STANDARD_SCRYPT' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l dk-len -d 'The bytes of a STANDARD_SCRYPT hash' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l target -d 'How long one hash may take, as 250ms or 1s' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l max-memory -d 'The memory that one hash may take, as 64MiB; at most 1GiB' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l concurrency -d 'Hashes that are computed at once' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l save -d 'Make the result the policy of the user file'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from calibrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l limit -d 'Name no more people than so many' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -f -a "show" -d 'Show what the user file demands of passwords and hashes'
complete -c authctl -n "__fish_authctl_using_subcommand hash; and __fish_seen_subcommand_from policy" -f -a "set" -d 'Change what the user file demands of passwords and hashes'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "generate" -d 'Make a key'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "import" -d 'Take over a key from a file: PEM, DER, JWK, JWKS, X.509, OpenSSH or a raw secret'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "list" -d 'List the keys, the newest first'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "show" -d 'Show one key'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "activate" -d 'Make a key the one that signs; the one before is retiring from now on'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "rotate" -d 'Have a new key sign; the one before verifies until its last token has expired'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "retire" -d 'Take a key out of use: its tokens are refused from now on'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "delete" -d 'Remove a key for good'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "seal" -d 'Put private keys and HMAC secrets under a passphrase'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "unseal" -d 'Take them out again, so that they lie open'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "export" -d 'Print public keys as JWKS, JWK, PEM or DER; private ones only with --private'
complete -c authctl -n "__fish_authctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show activate rotate retire delete seal unseal export match" -f -a "match" -d 'Find the key that signed a token'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l alg -d 'The algorithm that the key is for, for good' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l kid -d 'Its name [default: the RFC 7638 thumbprint]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l bits -d 'The size of an RSA key: 2048, 3072, 4096 or 8192 [default: 2048]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l expires-at -d 'When it stops signing and verifying [default: never]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l pending -d 'Publish it, but do not sign with it yet'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l activate -d 'Sign with it from now on'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l kid -d 'Its name [default: the JWK\'s own, else the RFC 7638 thumbprint]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l alg -d 'The algorithm that the key is for, for good [default: the JWK\'s own, else RS256 or what the curve says]' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l state -d 'Where it stands [default: active if no key is, else pending]' -r -f -a "pending\t'Published, not signing'
active\t'Signing from now on'
verify-only\t'Its private part is left out'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l passphrase -d 'What an encrypted private key is opened with' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l seal-passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l expires-at -d 'When it stops signing and verifying [default: never]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l secret-exact -d 'Take a raw secret with the line end that it has'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l allow-weak-secret -d 'Take a secret that is short or well known'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l alg -d 'The algorithm of the new key [default: that of the key before]' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l overlap -d 'How long the key before verifies at least' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l kid -d 'The new key\'s name [default: the RFC 7638 thumbprint]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l bits -d 'The size of an RSA key [default: that of the key before, else 2048]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l expires-at -d 'When the new key stops signing and verifying [default: never]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l yes -d 'Do not ask'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l passphrase -d 'What the keys are sealed with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l allow-weak -d 'Take a passphrase that is below the policy for passwords'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from seal" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from unseal" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l format -d 'How to write it' -r -f -a "jwks\t'A JWK set (RFC 7517 section 5)'
jwk\t'One JWK'
pem\t'PKCS#8 or `SubjectPublicKeyInfo` as PEM'
der\t'The same as DER'
env\t'Lines for a .env file'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l out -d 'A file to make, instead of stdout; private keys with mode 0600' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l public -d 'Public keys; an HMAC secret is none [default]'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l private -d 'The private key or the HMAC secret'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand key; and __fish_seen_subcommand_from match" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -f -a "issue" -d 'Issue a signed token for a user, or for any subject'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -f -a "decode" -d 'Show what a token holds, and what is wrong with it; checks no signature'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -f -a "verify" -d 'Verify a token: signature, claims, and what the user file knows of its subject'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -f -a "list" -d 'List the tokens that were issued'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -f -a "revoke" -d 'Take tokens back: one, or all of a user, label or key'
complete -c authctl -n "__fish_authctl_using_subcommand token; and not __fish_seen_subcommand_from issue decode verify list revoke prune" -f -a "prune" -d 'Forget tokens that expired long ago'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l sub -d 'Any subject, known to the file or not' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l batch -d 'A token for each line of the file, or of stdin' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l count -d 'So many tokens, alike but for their ids' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l ttl -d 'How long it is valid [default: 30m]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l exp -d 'Until when it is valid' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l nbf -d 'From when on it is valid' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l jti -d 'Its id, or `none` [default: a random UUID]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l issuer -d 'The issuer' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l audience -d 'A server that it is meant for; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l scope -d 'What it may be used for; may be repeated [default: all scopes of the user]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l claim -d 'Another claim: a CLAIM; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l claims -d 'An object of claims' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l header -d 'A member of the header: a CLAIM; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l typ -d 'The type in the header, or `none` [default: JWT]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l kid -d 'The signing key of the user file that must sign [default: the active one]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l secret -d 'Sign with this HMAC secret' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l key -d 'Sign with this private key: PEM, DER or JWK' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l passphrase -d 'The passphrase of an encrypted --key, else of sealed keys of the user file [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l alg -d 'The algorithm of --secret or --key [default: HS256, RS256, or the one of the key\'s curve]' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l label -d 'What the ledger calls it' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l now -d 'The instant at which it is issued' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l format -d 'What to print' -r -f -a "token\t'The token'
header\t'A line `Authorization: Bearer TOKEN`'
env\t'A line `TOKEN=…` for a shell or .env file'
curl\t'The beginning of a curl command'
json\t'An object with the token and what it says'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l out -d 'Write it to a new file with mode 0600 in place of stdout' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l no-exp -d 'It is valid for ever'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l secret-exact -d 'Take the secret\'s bytes as they are, with the line end'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l no-record -d 'Leave it out of the ledger'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from issue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l part -d 'Show this part alone' -r -f -a "header\t''
payload\t''
signature\t''"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l field -d 'Show this value alone: a JSON Pointer into the payload, or into the part that --part names' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l now -d 'The instant from which times are seen' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from decode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l key -d 'A key from outside: PEM, DER, JWK, JWKS, certificate; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l secret -d 'An HMAC secret from outside' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l passphrase -d 'The passphrase of an encrypted --key, else of sealed HMAC secrets of the user file [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l jwks -d 'A key set from outside, or the URL of one' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l issuer-url -d 'The keys that this issuer publishes, by its metadata; demands it as the issuer, unless --issuer does' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l cacert -d 'Trust the CA certificates of this PEM file at the URL, instead of the system\'s' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l kid -d 'Use the key of that name, whatever the token says' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l alg -d 'Accept these algorithms only, of those that the key serves' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l audit-secret -d 'Try to guess the secret of HS256, HS384 and HS512 tokens: the placeholders of documentation, then the words of the file, one a line. A secret that is found refuses the token, exit 10 if nothing else does' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l issuer -d 'Demand this issuer; may be repeated, one of them is enough' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l audience -d 'Demand this audience; may be repeated, one of them is enough' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l subject -d 'Demand this subject' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l typ -d 'Demand this type in the header, as at+jwt' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l require -d 'Demand that these claims are there: names or JSON Pointers' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l expect -d 'Demand this value of a claim: a CLAIM; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l scope -d 'Demand this scope; may be repeated, all of them are needed' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l leeway -d 'Clock skew to allow at exp, nbf and iat [default: 0s]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l max-age -d 'The greatest age, by iat' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l min-remaining -d 'How long the token must remain valid' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l ignore -d 'Report these checks, but do not refuse for them: exp, nbf, iat, iss, aud, sub, jti, typ' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l part -d 'Show this part alone' -r -f -a "header\t''
payload\t''
signature\t''"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l field -d 'Show this value alone: a JSON Pointer into the payload, or into the part that --part names' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l now -d 'The instant at which to judge' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l secret-exact -d 'Take the secret\'s bytes as they are, with the line end'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l check-user -d 'Ask the user file about subject and revocation, even with a key from outside'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l no-user-check -d 'Do not ask the user file about subject and revocation'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l explain -d 'Show what every check compared, passed ones too'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l user -d 'Tokens of this user or other subject' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l expiring-within -d 'Active tokens that expire within that time' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l label -d 'Tokens with this label' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l limit -d 'No more than so many' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l after -d 'Go on after the token of this jti' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l active -d 'Tokens that would be accepted now'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l expired -d 'Expired tokens'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l revoked -d 'Revoked tokens'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l ended -d 'Tokens that ended with others of their user or key'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l jti -d 'The token of that id' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l user -d 'Every token of that user or other subject' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l label -d 'The tokens of the ledger with that label' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l kid -d 'Every token that this key signed' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l reason -d 'Why; verification says so, and the audit keeps it' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l older-than -d 'How long ago a token must have expired' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand token; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -f -a "plan" -d 'Show what would change; exit 14 if anything would'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -f -a "apply" -d 'Make the changes, all of them or none; a second time there are none'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and not __fish_seen_subcommand_from plan apply export" -f -a "export" -d 'Print the users as a seed'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l out -d 'Save the plan to a new file, for `seed apply --plan`' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l prune -d 'Delete what the set made and the seeds no longer name'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l plan -d 'Make the changes of a saved plan, if the user file is as it was' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l max-deletes -d 'Prune no more than so many [default: a tenth of the set, at least 1]' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l confirm -d 'The name of the profile that is meant, which a protected one asks for' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l prune -d 'Delete what the set made and the seeds no longer name'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l yes -d 'Do not ask before deleting'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l set -d 'The users that this set made' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l include-hashes -d 'With the password hashes: for whoever may read the user file'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand seed; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -f -a "list" -d 'Show the changes, the oldest first'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -f -a "verify" -d 'Recompute the chain of hashes, and name its first broken link'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l action -d 'One action, as user.create, or all that begin so, as user' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l target -d 'Changes of this user, key or token' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l actor -d 'Changes by this user of the operating system, or by whoever became it by sudo' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l since -d 'Changes at this TIME or later, as -1d' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l until -d 'Changes before this TIME' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l last -d 'The newest so many' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l after -d 'Go on after this number' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand audit; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -f -a "check" -d 'Say whether the file is whole, safe and up to policy'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -f -a "stats" -d 'Count what the file holds'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -f -a "backup" -d 'Copy the file as it is now, while others go on writing'
complete -c authctl -n "__fish_authctl_using_subcommand db; and not __fish_seen_subcommand_from check stats backup migrate" -f -a "migrate" -d 'Bring a file of an earlier version up to date, after a backup'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l backup -d 'The copy to make first [default: beside the file, with the instant in its name]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand db; and __fish_seen_subcommand_from migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l listen -d 'Where to listen; port 0 takes one that is free' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l tls-cert -d 'Speak HTTPS with this certificate, PEM with those above it; read again when it changes, and at SIGHUP' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l tls-key -d 'The certificate\'s private key, PEM' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l cors-origin -d 'Pages of this origin may read the answers: a scheme and a host, perhaps with a port; may be repeated' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l issuer -d 'The issuer of the tokens, and the one demanded of them' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l audience -d 'A server that the tokens are meant for; may be repeated, one of them is demanded' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l ttl -d 'How long access tokens live [default: 30m]' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l refresh-ttl -d 'How long a login can be renewed by its refresh tokens; 0s gives none' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l login-queue -d 'How many logins wait for their hash at most; one more is answered by 503' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l failures-per-address -d 'How many wrong credentials an address may send in a minute; the next are answered by 429. 0 is no limit' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l failures-per-name -d 'How many wrong credentials a name, whether there is such a user or not, may have in a minute. 0 is no limit' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l passphrase -d 'What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file\'s, or a prompt]' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand serve" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l insecure-http -d 'Listen on other addresses than this machine\'s own although passwords and tokens then travel unencrypted'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l behind-proxy -d 'Every request comes through a proxy that adds the client\'s address to `X-Forwarded-For`'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l no-docs -d 'Leave out /docs and /openapi.json'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand config; and not __fish_seen_subcommand_from show" -f -a "show" -d 'Show the settings that hold'
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l origin -d 'Say where each value comes from: a flag, a variable, a line of the config file, or the default'
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand completions" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l static -d 'Print a script that asks nobody, with all commands and flags in it'
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand completions" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand completions" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand completions" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand man" -l out-dir -d 'Write a page for every command into this folder; without it authctl(1) goes to stdout' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand man" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand man" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand man" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand man" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand man" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand man" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand man" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand man" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand man" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand man" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c authctl -n "__fish_authctl_using_subcommand help" -l db -d 'The user file [default: $XDG_DATA_HOME/authctl/users.db]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand help" -l config -d 'The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]' -r -F
complete -c authctl -n "__fish_authctl_using_subcommand help" -l profile -d 'A `[profile.NAME]` table of the config file' -r
complete -c authctl -n "__fish_authctl_using_subcommand help" -s o -l output -d 'How to print the answer' -r -f -a "text\t'For people'
json\t'One JSON value'
jsonl\t'One JSON object a line'"
complete -c authctl -n "__fish_authctl_using_subcommand help" -l color -d 'When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`' -r -f -a "auto\t'On a terminal'
always\t'In pipes too'
never\t'Not at all'"
complete -c authctl -n "__fish_authctl_using_subcommand help" -l json -d 'The same as `-o json`'
complete -c authctl -n "__fish_authctl_using_subcommand help" -s q -l quiet -d 'Print nothing that the exit code says as well; warnings and errors stay'
complete -c authctl -n "__fish_authctl_using_subcommand help" -s v -l verbose -d 'Say what is done on the way'
complete -c authctl -n "__fish_authctl_using_subcommand help" -l no-input -d 'Never prompt'
complete -c authctl -n "__fish_authctl_using_subcommand help" -l no-pager -d 'Never page: a list longer than the terminal goes through `$PAGER`, else `less`'
complete -c authctl -n "__fish_authctl_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
