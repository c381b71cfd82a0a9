module completions {

  def "nu-complete authctl output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl color" [] {
    [ "auto" "always" "never" ]
  }

  # Users and tokens of an application that logs in with OAuth 2 passwords and JWTs
  export extern authctl [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete authctl init alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete authctl init output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl init color" [] {
    [ "auto" "always" "never" ]
  }

  # Make the user file and its first signing key
  export extern "authctl init" [
    --alg: string@"nu-complete authctl init alg" # The algorithm of the first signing key [default: HS256]
    --seal                    # Put the key under a passphrase: who has the file alone cannot sign
    --passphrase: string      # What the keys are sealed with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --allow-weak              # Take a passphrase that is below the policy for passwords
    --insecure-test-db        # Hash passwords at next to no cost, for tests; the file is marked for ever, and no server takes it
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl init output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl init color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl user output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user color" [] {
    [ "auto" "always" "never" ]
  }

  # Users: add, list, change, check, disable, delete
  export extern "authctl user" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl user add output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user add color" [] {
    [ "auto" "always" "never" ]
  }

  # Add a user or a service account
  export extern "authctl user add" [
    --email: string           # The email address
    --full-name: string       # The name to show
    --role: string            # A role; may be repeated
    --scope: string           # A scope that the user's tokens may have; may be repeated
    --disabled                # The user may not act yet
    --must-change             # The password has to be changed at the first login
    --expires-at: string      # The user may not act from then on: a TIME, or `never`
    --service                 # A service account: it has no password, and tokens are issued to it
    --max-ttl: string         # The longest life of a service account's tokens: a DURATION
    --audience: string        # A server that a service account's tokens may be meant for; may be repeated
    --password: string        # Where the password comes from: a SOURCE, see `authctl help secrets`
    --password-stdin          # The same as `--password -`
    --password-hash: string   # Store this hash: PHC string or modular crypt
    --generate-password       # Draw a password and print it, nothing else, on stdout
    --no-password             # No password: the user cannot log in
    --allow-weak              # Take a password that is short, commonly guessed or known from breaches
    --if-not-exists           # Leave a user of that name as it is
    --upsert                  # Bring a user of that name to what is given; what is not given stays
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user add output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user add color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name to log in with
  ]

  def "nu-complete authctl user list output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user list color" [] {
    [ "auto" "always" "never" ]
  }

  # List users, by name
  export extern "authctl user list" [
    --service                 # Service accounts only
    --human                   # People only
    --enabled                 # Enabled users only
    --disabled                # Disabled users only
    --role: string            # Users with this role
    --scope: string           # Users with this scope
    --needs-rehash            # Users whose password hash is weaker than the policy
    --search: string          # Users with this text in username, email or full name
    --limit: string           # No more than so many
    --after: string           # Go on after this name
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user list output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user list color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl user show output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show one user
  export extern "authctl user show" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user show output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user show color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user
  ]

  def "nu-complete authctl user set output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user set color" [] {
    [ "auto" "always" "never" ]
  }

  # Change what is known of a user
  export extern "authctl user set" [
    --email: string           # The email address
    --no-email                # Forget the email address
    --full-name: string       # The name to show
    --no-full-name            # Forget the name to show
    --add-role: string        # Give a role; may be repeated
    --remove-role: string     # Take a role away; may be repeated
    --add-scope: string       # Give a scope; may be repeated
    --remove-scope: string    # Take a scope away; may be repeated
    --expires-at: string      # The user may not act from then on: a TIME, or `never`
    --must-change             # The password has to be changed at the next login
    --no-must-change          # The password may stay
    --max-ttl: string         # The longest life of a service account's tokens: a DURATION
    --no-max-ttl              # Lift the limit on the life of a service account's tokens
    --add-audience: string    # Let a service account's tokens be meant for this server; may be repeated
    --remove-audience: string # The reverse; may be repeated
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user set output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user set color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user
  ]

  def "nu-complete authctl user passwd output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user passwd color" [] {
    [ "auto" "always" "never" ]
  }

  # Set a user's password, and end the tokens issued before
  export extern "authctl user passwd" [
    --password: string        # Where the password comes from: a SOURCE, see `authctl help secrets`
    --password-stdin          # The same as `--password -`
    --password-hash: string   # Store this hash: PHC string or modular crypt
    --generate-password       # Draw a password and print it, nothing else, on stdout
    --no-password             # No password: the user cannot log in
    --allow-weak              # Take a password that is short, commonly guessed or known from breaches
    --must-change             # The password has to be changed at the next login
    --keep-tokens             # Let the tokens that were issued before go on
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user passwd output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user passwd color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user
  ]

  def "nu-complete authctl user secret output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user secret color" [] {
    [ "auto" "always" "never" ]
  }

  # Draw a service account's client secret
  export extern "authctl user secret" [
    --remove                  # Take the secret away instead
    --keep-tokens             # Let the tokens that were issued before go on; otherwise they end with the earlier secret
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user secret output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user secret color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    name: string              # The service account
  ]

  def "nu-complete authctl user check output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user check color" [] {
    [ "auto" "always" "never" ]
  }

  # Try a password as a server's login does
  export extern "authctl user check" [
    --password: string        # Where the password comes from: a SOURCE, see `authctl help secrets`
    --password-stdin          # The same as `--password -`
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user check output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user check color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user
  ]

  def "nu-complete authctl user enable output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user enable color" [] {
    [ "auto" "always" "never" ]
  }

  # Switch users on again
  export extern "authctl user enable" [
    --if-exists               # Pass over names that no user has
    --reason: string          # Why; for the audit
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user enable output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user enable color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...names: string          # The users; all of them are changed, or none
  ]

  def "nu-complete authctl user disable output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user disable color" [] {
    [ "auto" "always" "never" ]
  }

  # Switch users off, and end their tokens
  export extern "authctl user disable" [
    --if-exists               # Pass over names that no user has
    --reason: string          # Why; kept with the user
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user disable output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user disable color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...names: string          # The users; all of them are changed, or none
  ]

  def "nu-complete authctl user unlock output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user unlock color" [] {
    [ "auto" "always" "never" ]
  }

  # Forget wrong passwords, and the lock after them
  export extern "authctl user unlock" [
    --if-exists               # Pass over names that no user has
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user unlock output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user unlock color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...names: string          # The users; all of them are changed, or none
  ]

  def "nu-complete authctl user delete output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user delete color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove users
  export extern "authctl user delete" [
    --if-exists               # Pass over names that no user has
    --yes                     # Do not ask
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user delete output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user delete color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...names: string          # The users; all of them are changed, or none
  ]

  def "nu-complete authctl user import format" [] {
    [ "csv" "jsonl" "json" "htpasswd" "keycloak" "auth0" "firebase" "django" "kratos" ]
  }

  def "nu-complete authctl user import on_conflict" [] {
    [ "fail" "skip" "update" ]
  }

  def "nu-complete authctl user import on_error" [] {
    [ "stop" "skip" ]
  }

  def "nu-complete authctl user import weak" [] {
    [ "reject" "reset" ]
  }

  def "nu-complete authctl user import hash_algo" [] {
    [ "BCRYPT" "PBKDF2_SHA256" "PBKDF_SHA1" "PBKDF2_SHA1" "STANDARD_SCRYPT" "SCRYPT" "MD5" "SHA1" "SHA256" "SHA512" "HMAC_MD5" "HMAC_SHA1" "HMAC_SHA256" "HMAC_SHA512" ]
  }

  def "nu-complete authctl user import output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user import color" [] {
    [ "auto" "always" "never" ]
  }

  # Take users over from CSV, JSON or another system's export
  export extern "authctl user import" [
    --format: string@"nu-complete authctl user import format" # Its format, where the content does not tell
    --check                   # Write nothing, and say what would happen
    --on-conflict: string@"nu-complete authctl user import on_conflict" # What to do with a user that is there already and differs from its row
    --on-error: string@"nu-complete authctl user import on_error" # What to do at a row that cannot be taken
    --rejects: path           # Keep the refused rows in this new file: JSON lines with line, name, code and cause
    --weak: string@"nu-complete authctl user import weak" # What to do with a new user whose hash or password cannot be used
    --ignore-unknown          # Pass over fields and columns that are not known
    --hash-plaintext          # Hash more than 10,000 passwords, which takes long
    --jobs: string            # Use no more than so many cores
    --django-model: string    # The model of Django's users
    --hash-algo: string@"nu-complete authctl user import hash_algo" # The project's function, as BCRYPT or STANDARD_SCRYPT
    --rounds: string          # The rounds of PBKDF2
    --mem-cost: string        # The memory cost of STANDARD_SCRYPT: N itself
    --block-size: string      # The block size of STANDARD_SCRYPT
    --parallelization: string # The parallelization of STANDARD_SCRYPT
    --dk-len: string          # The bytes of a STANDARD_SCRYPT hash
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user import output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user import color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    file: path                # The file, or `-` for stdin
  ]

  def "nu-complete authctl user export format" [] {
    [ "csv" "jsonl" "json" "htpasswd" "keycloak" "auth0" "firebase" "django" "kratos" ]
  }

  def "nu-complete authctl user export output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl user export color" [] {
    [ "auto" "always" "never" ]
  }

  # Write all users to a file
  export extern "authctl user export" [
    --format: string@"nu-complete authctl user export format" # The format [default: by the ending of --out, else jsonl; with -o json, json]
    --include-hashes          # Write password hashes too
    --out: path               # Write to this new file, for its owner alone, instead of stdout
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl user export output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl user export color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl hash scheme" [] {
    [ "argon2id" "bcrypt" "scrypt" "pbkdf2-sha256" ]
  }

  def "nu-complete authctl hash output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash color" [] {
    [ "auto" "always" "never" ]
  }

  # Hash a password; verify and identify hashes
  export extern "authctl hash" [
    --password: string        # Where the password comes from: a SOURCE, see `authctl help secrets`
    --password-stdin          # The same as `--password -`
    --scheme: string@"nu-complete authctl hash scheme" # The function
    --params: string          # Its costs, as m=65536,t=3,p=4 or rounds=13; what is left out keeps its default
    --allow-weak              # Take a password that is short or commonly guessed
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl hash create scheme" [] {
    [ "argon2id" "bcrypt" "scrypt" "pbkdf2-sha256" ]
  }

  def "nu-complete authctl hash create output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash create color" [] {
    [ "auto" "always" "never" ]
  }

  # Hash a password and print the hash, nothing else
  export extern "authctl hash create" [
    --password: string        # Where the password comes from: a SOURCE, see `authctl help secrets`
    --password-stdin          # The same as `--password -`
    --scheme: string@"nu-complete authctl hash create scheme" # The function
    --params: string          # Its costs, as m=65536,t=3,p=4 or rounds=13; what is left out keeps its default
    --allow-weak              # Take a password that is short or commonly guessed
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash create output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash create color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl hash verify output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Say whether a password belongs to a hash
  export extern "authctl hash verify" [
    --password: string        # Where the password comes from: a SOURCE, see `authctl help secrets`
    --password-stdin          # The same as `--password -`
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash verify output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash verify color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    hash: string              # The hash itself, or a SOURCE that holds it
  ]

  def "nu-complete authctl hash identify output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash identify color" [] {
    [ "auto" "always" "never" ]
  }

  # Say what a hash is, how strong, and who can verify it
  export extern "authctl hash identify" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash identify output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash identify color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    hash: string              # The hash itself, or a SOURCE that holds it
  ]

  def "nu-complete authctl hash convert from" [] {
    [ "django" "keycloak" "passlib" "firebase" "auth0" "kratos" "werkzeug" "spring" "htpasswd" "authelia" ]
  }

  def "nu-complete authctl hash convert hash_algo" [] {
    [ "BCRYPT" "PBKDF2_SHA256" "PBKDF_SHA1" "PBKDF2_SHA1" "STANDARD_SCRYPT" "SCRYPT" "MD5" "SHA1" "SHA256" "SHA512" "HMAC_MD5" "HMAC_SHA1" "HMAC_SHA256" "HMAC_SHA512" ]
  }

  def "nu-complete authctl hash convert output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash convert color" [] {
    [ "auto" "always" "never" ]
  }

  # Rewrite the hash of another system as a standard string
  export extern "authctl hash convert" [
    --from: string@"nu-complete authctl hash convert from" # Whose form it has
    --hash-algo: string@"nu-complete authctl hash convert hash_algo" # The project's function, as BCRYPT or STANDARD_SCRYPT
    --rounds: string          # The rounds of PBKDF2
    --mem-cost: string        # The memory cost of STANDARD_SCRYPT: N itself
    --block-size: string      # The block size of STANDARD_SCRYPT
    --parallelization: string # The parallelization of STANDARD_SCRYPT
    --dk-len: string          # The bytes of a STANDARD_SCRYPT hash
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash convert output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash convert color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    hash: string              # The hash itself, or a SOURCE that holds it; for keycloak, firebase and auth0 a JSON object
  ]

  def "nu-complete authctl hash calibrate output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash calibrate color" [] {
    [ "auto" "always" "never" ]
  }

  # Find the costs that this machine can afford
  export extern "authctl hash calibrate" [
    --target: string          # How long one hash may take, as 250ms or 1s
    --max-memory: string      # The memory that one hash may take, as 64MiB; at most 1GiB
    --concurrency: string     # Hashes that are computed at once
    --save                    # Make the result the policy of the user file
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash calibrate output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash calibrate color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl hash audit output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash audit color" [] {
    [ "auto" "always" "never" ]
  }

  # Count the hashes of the user file by scheme and cost, and name who is below the policy
  export extern "authctl hash audit" [
    --limit: string           # Name no more people than so many
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash audit output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash audit color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl hash policy output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash policy color" [] {
    [ "auto" "always" "never" ]
  }

  # What the user file demands of passwords and hashes
  export extern "authctl hash policy" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash policy output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash policy color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl hash policy show output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash policy show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what the user file demands of passwords and hashes
  export extern "authctl hash policy show" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash policy show output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash policy show color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl hash policy set scheme" [] {
    [ "argon2id" "bcrypt" "scrypt" "pbkdf2-sha256" ]
  }

  def "nu-complete authctl hash policy set output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl hash policy set color" [] {
    [ "auto" "always" "never" ]
  }

  # Change what the user file demands of passwords and hashes
  export extern "authctl hash policy set" [
    --scheme: string@"nu-complete authctl hash policy set scheme" # The function of new hashes
    --params: string          # Its costs, as m=65536,t=3,p=1 or rounds=13; what is left out has its default
    --min-length: string      # The fewest characters of a new password, from 8 to 64
    --pwned-dir: path         # Refuse the passwords of this folder: range files of Have I Been Pwned, 00000.txt to FFFFF.txt
    --no-pwned-dir            # Refuse none for being known from breaches
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl hash policy set output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl hash policy set color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl key output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key color" [] {
    [ "auto" "always" "never" ]
  }

  # The keys that sign and verify tokens
  export extern "authctl key" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl key generate alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete authctl key generate output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key generate color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a key
  export extern "authctl key generate" [
    --alg: string@"nu-complete authctl key generate alg" # The algorithm that the key is for, for good
    --kid: string             # Its name [default: the RFC 7638 thumbprint]
    --bits: string            # The size of an RSA key: 2048, 3072, 4096 or 8192 [default: 2048]
    --pending                 # Publish it, but do not sign with it yet
    --activate                # Sign with it from now on
    --expires-at: string      # When it stops signing and verifying [default: never]
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key generate output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key generate color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl key import alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete authctl key import state" [] {
    [ "pending" "active" "verify-only" ]
  }

  def "nu-complete authctl key import output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key import color" [] {
    [ "auto" "always" "never" ]
  }

  # Take over a key from a file: PEM, DER, JWK, JWKS, X.509, OpenSSH or a raw secret
  export extern "authctl key import" [
    --kid: string             # Its name [default: the JWK's own, else the RFC 7638 thumbprint]
    --alg: string@"nu-complete authctl key import alg" # The algorithm that the key is for, for good [default: the JWK's own, else RS256 or what the curve says]
    --state: string@"nu-complete authctl key import state" # Where it stands [default: active if no key is, else pending]
    --passphrase: string      # What an encrypted private key is opened with
    --seal-passphrase: string # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --expires-at: string      # When it stops signing and verifying [default: never]
    --secret-exact            # Take a raw secret with the line end that it has
    --allow-weak-secret       # Take a secret that is short or well known
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key import output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key import color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    source: string            # Where the key is: @PATH, -, env:NAME …
  ]

  def "nu-complete authctl key list output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the keys, the newest first
  export extern "authctl key list" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key list output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key list color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl key show output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show one key
  export extern "authctl key show" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key show output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key show color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key
  ]

  def "nu-complete authctl key activate output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key activate color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a key the one that signs; the one before is retiring from now on
  export extern "authctl key activate" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key activate output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key activate color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key
  ]

  def "nu-complete authctl key rotate alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete authctl key rotate output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key rotate color" [] {
    [ "auto" "always" "never" ]
  }

  # Have a new key sign; the one before verifies until its last token has expired
  export extern "authctl key rotate" [
    --alg: string@"nu-complete authctl key rotate alg" # The algorithm of the new key [default: that of the key before]
    --overlap: string         # How long the key before verifies at least
    --kid: string             # The new key's name [default: the RFC 7638 thumbprint]
    --bits: string            # The size of an RSA key [default: that of the key before, else 2048]
    --expires-at: string      # When the new key stops signing and verifying [default: never]
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key rotate output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key rotate color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl key retire output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key retire color" [] {
    [ "auto" "always" "never" ]
  }

  # Take a key out of use: its tokens are refused from now on
  export extern "authctl key retire" [
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key retire output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key retire color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key
  ]

  def "nu-complete authctl key delete output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key delete color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove a key for good
  export extern "authctl key delete" [
    --yes                     # Do not ask
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key delete output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key delete color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key
  ]

  def "nu-complete authctl key seal output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key seal color" [] {
    [ "auto" "always" "never" ]
  }

  # Put private keys and HMAC secrets under a passphrase
  export extern "authctl key seal" [
    --passphrase: string      # What the keys are sealed with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --allow-weak              # Take a passphrase that is below the policy for passwords
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key seal output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key seal color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl key unseal output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key unseal color" [] {
    [ "auto" "always" "never" ]
  }

  # Take them out again, so that they lie open
  export extern "authctl key unseal" [
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key unseal output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key unseal color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl key export format" [] {
    [ "jwks" "jwk" "pem" "der" "env" ]
  }

  def "nu-complete authctl key export output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key export color" [] {
    [ "auto" "always" "never" ]
  }

  # Print public keys as JWKS, JWK, PEM or DER; private ones only with --private
  export extern "authctl key export" [
    --public                  # Public keys; an HMAC secret is none [default]
    --private                 # The private key or the HMAC secret
    --format: string@"nu-complete authctl key export format" # How to write it
    --out: path               # A file to make, instead of stdout; private keys with mode 0600
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key export output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key export color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    kid?: string              # The key
  ]

  def "nu-complete authctl key match output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl key match color" [] {
    [ "auto" "always" "never" ]
  }

  # Find the key that signed a token
  export extern "authctl key match" [
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl key match output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl key match color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `-` for stdin, or another SOURCE as @PATH [default: stdin, or a prompt]
  ]

  def "nu-complete authctl token output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl token color" [] {
    [ "auto" "always" "never" ]
  }

  # Tokens: issue, decode, verify, list, revoke
  export extern "authctl token" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl token output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl token color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl token issue alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete authctl token issue format" [] {
    [ "token" "header" "env" "curl" "json" ]
  }

  def "nu-complete authctl token issue output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl token issue color" [] {
    [ "auto" "always" "never" ]
  }

  # Issue a signed token for a user, or for any subject
  export extern "authctl token issue" [
    --sub: string             # Any subject, known to the file or not
    --batch: string           # A token for each line of the file, or of stdin
    --count: string           # So many tokens, alike but for their ids
    --ttl: string             # How long it is valid [default: 30m]
    --exp: string             # Until when it is valid
    --no-exp                  # It is valid for ever
    --nbf: string             # From when on it is valid
    --jti: string             # Its id, or `none` [default: a random UUID]
    --issuer: string          # The issuer
    --audience: string        # A server that it is meant for; may be repeated
    --scope: string           # What it may be used for; may be repeated [default: all scopes of the user]
    --claim: string           # Another claim: a CLAIM; may be repeated
    --claims: string          # An object of claims
    --header: string          # A member of the header: a CLAIM; may be repeated
    --typ: string             # The type in the header, or `none` [default: JWT]
    --kid: string             # The signing key of the user file that must sign [default: the active one]
    --secret: string          # Sign with this HMAC secret
    --secret-exact            # Take the secret's bytes as they are, with the line end
    --key: string             # Sign with this private key: PEM, DER or JWK
    --passphrase: string      # The passphrase of an encrypted --key, else of sealed keys of the user file [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --alg: string@"nu-complete authctl token issue alg" # The algorithm of --secret or --key [default: HS256, RS256, or the one of the key's curve]
    --label: string           # What the ledger calls it
    --no-record               # Leave it out of the ledger
    --now: string             # The instant at which it is issued
    --format: string@"nu-complete authctl token issue format" # What to print
    --out: path               # Write it to a new file with mode 0600 in place of stdout
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl token issue output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl token issue color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    name?: string             # A user of the file
  ]

  def "nu-complete authctl token decode part" [] {
    [ "header" "payload" "signature" ]
  }

  def "nu-complete authctl token decode output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl token decode color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what a token holds, and what is wrong with it; checks no signature
  export extern "authctl token decode" [
    --part: string@"nu-complete authctl token decode part" # Show this part alone
    --field: string           # Show this value alone: a JSON Pointer into the payload, or into the part that --part names
    --now: string             # The instant from which times are seen
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl token decode output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl token decode color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...tokens: string         # The token, `-` for stdin, or another SOURCE as @PATH; whatever was copied along is taken off
  ]

  def "nu-complete authctl token verify alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete authctl token verify part" [] {
    [ "header" "payload" "signature" ]
  }

  def "nu-complete authctl token verify output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl token verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Verify a token: signature, claims, and what the user file knows of its subject
  export extern "authctl token verify" [
    --key: string             # A key from outside: PEM, DER, JWK, JWKS, certificate; may be repeated
    --secret: string          # An HMAC secret from outside
    --secret-exact            # Take the secret's bytes as they are, with the line end
    --passphrase: string      # The passphrase of an encrypted --key, else of sealed HMAC secrets of the user file [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --jwks: string            # A key set from outside, or the URL of one
    --issuer-url: string      # The keys that this issuer publishes, by its metadata; demands it as the issuer, unless --issuer does
    --cacert: path            # Trust the CA certificates of this PEM file at the URL, instead of the system's
    --kid: string             # Use the key of that name, whatever the token says
    --alg: string@"nu-complete authctl token verify alg" # Accept these algorithms only, of those that the key serves
    --audit-secret: string    # Try to guess the secret of HS256, HS384 and HS512 tokens: the placeholders of documentation, then the words of the file, one a line. A secret that is found refuses the token, exit 10 if nothing else does
    --issuer: string          # Demand this issuer; may be repeated, one of them is enough
    --audience: string        # Demand this audience; may be repeated, one of them is enough
    --subject: string         # Demand this subject
    --typ: string             # Demand this type in the header, as at+jwt
    --require: string         # Demand that these claims are there: names or JSON Pointers
    --expect: string          # Demand this value of a claim: a CLAIM; may be repeated
    --scope: string           # Demand this scope; may be repeated, all of them are needed
    --leeway: string          # Clock skew to allow at exp, nbf and iat [default: 0s]
    --max-age: string         # The greatest age, by iat
    --min-remaining: string   # How long the token must remain valid
    --ignore: string          # Report these checks, but do not refuse for them: exp, nbf, iat, iss, aud, sub, jti, typ
    --check-user              # Ask the user file about subject and revocation, even with a key from outside
    --no-user-check           # Do not ask the user file about subject and revocation
    --explain                 # Show what every check compared, passed ones too
    --part: string@"nu-complete authctl token verify part" # Show this part alone
    --field: string           # Show this value alone: a JSON Pointer into the payload, or into the part that --part names
    --now: string             # The instant at which to judge
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl token verify output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl token verify color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...tokens: string         # The token, `-` for stdin, or another SOURCE as @PATH
  ]

  def "nu-complete authctl token list output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl token list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the tokens that were issued
  export extern "authctl token list" [
    --user: string            # Tokens of this user or other subject
    --active                  # Tokens that would be accepted now
    --expired                 # Expired tokens
    --revoked                 # Revoked tokens
    --ended                   # Tokens that ended with others of their user or key
    --expiring-within: string # Active tokens that expire within that time
    --label: string           # Tokens with this label
    --limit: string           # No more than so many
    --after: string           # Go on after the token of this jti
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl token list output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl token list color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl token revoke output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl token revoke color" [] {
    [ "auto" "always" "never" ]
  }

  # Take tokens back: one, or all of a user, label or key
  export extern "authctl token revoke" [
    --jti: string             # The token of that id
    --user: string            # Every token of that user or other subject
    --label: string           # The tokens of the ledger with that label
    --kid: string             # Every token that this key signed
    --reason: string          # Why; verification says so, and the audit keeps it
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl token revoke output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl token revoke color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `-` for stdin, or another SOURCE as @PATH
  ]

  def "nu-complete authctl token prune output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl token prune color" [] {
    [ "auto" "always" "never" ]
  }

  # Forget tokens that expired long ago
  export extern "authctl token prune" [
    --older-than: string      # How long ago a token must have expired
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl token prune output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl token prune color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl seed output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl seed color" [] {
    [ "auto" "always" "never" ]
  }

  # Bring the user file to what seed files ask for
  export extern "authctl seed" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl seed output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl seed color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl seed plan output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl seed plan color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what would change; exit 14 if anything would
  export extern "authctl seed plan" [
    --out: path               # Save the plan to a new file, for `seed apply --plan`
    --prune                   # Delete what the set made and the seeds no longer name
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl seed plan output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl seed plan color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...files: string          # Seeds in YAML, TOML or JSON, together; `-` is stdin
  ]

  def "nu-complete authctl seed apply output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl seed apply color" [] {
    [ "auto" "always" "never" ]
  }

  # Make the changes, all of them or none; a second time there are none
  export extern "authctl seed apply" [
    --plan: path              # Make the changes of a saved plan, if the user file is as it was
    --prune                   # Delete what the set made and the seeds no longer name
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --max-deletes: string     # Prune no more than so many [default: a tenth of the set, at least 1]
    --yes                     # Do not ask before deleting
    --confirm: string         # The name of the profile that is meant, which a protected one asks for
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl seed apply output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl seed apply color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...files: string          # Seeds in YAML, TOML or JSON, together; `-` is stdin
  ]

  def "nu-complete authctl seed export output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl seed export color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the users as a seed
  export extern "authctl seed export" [
    --set: string             # The users that this set made
    --include-hashes          # With the password hashes: for whoever may read the user file
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl seed export output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl seed export color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl audit output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl audit color" [] {
    [ "auto" "always" "never" ]
  }

  # Who changed what, and whether the record is intact
  export extern "authctl audit" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl audit output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl audit color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl audit list output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl audit list color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the changes, the oldest first
  export extern "authctl audit list" [
    --action: string          # One action, as user.create, or all that begin so, as user
    --target: string          # Changes of this user, key or token
    --actor: string           # Changes by this user of the operating system, or by whoever became it by sudo
    --since: string           # Changes at this TIME or later, as -1d
    --until: string           # Changes before this TIME
    --last: string            # The newest so many
    --after: string           # Go on after this number
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl audit list output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl audit list color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl audit verify output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl audit verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Recompute the chain of hashes, and name its first broken link
  export extern "authctl audit verify" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl audit verify output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl audit verify color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl db output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl db color" [] {
    [ "auto" "always" "never" ]
  }

  # Check, count, copy or migrate the user file
  export extern "authctl db" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl db output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl db color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl db check output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl db check color" [] {
    [ "auto" "always" "never" ]
  }

  # Say whether the file is whole, safe and up to policy
  export extern "authctl db check" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl db check output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl db check color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl db stats output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl db stats color" [] {
    [ "auto" "always" "never" ]
  }

  # Count what the file holds
  export extern "authctl db stats" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl db stats output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl db stats color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl db backup output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl db backup color" [] {
    [ "auto" "always" "never" ]
  }

  # Copy the file as it is now, while others go on writing
  export extern "authctl db backup" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl db backup output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl db backup color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    file: path                # The copy to make
  ]

  def "nu-complete authctl db migrate output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl db migrate color" [] {
    [ "auto" "always" "never" ]
  }

  # Bring a file of an earlier version up to date, after a backup
  export extern "authctl db migrate" [
    --backup: path            # The copy to make first [default: beside the file, with the instant in its name]
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl db migrate output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl db migrate color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl serve output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl serve color" [] {
    [ "auto" "always" "never" ]
  }

  # Answer logins and tokens over HTTP, with the same user file
  export extern "authctl serve" [
    --listen: string          # Where to listen; port 0 takes one that is free
    --tls-cert: path          # Speak HTTPS with this certificate, PEM with those above it; read again when it changes, and at SIGHUP
    --tls-key: path           # The certificate's private key, PEM
    --insecure-http           # Listen on other addresses than this machine's own although passwords and tokens then travel unencrypted
    --behind-proxy            # Every request comes through a proxy that adds the client's address to `X-Forwarded-For`
    --cors-origin: string     # Pages of this origin may read the answers: a scheme and a host, perhaps with a port; may be repeated
    --no-docs                 # Leave out /docs and /openapi.json
    --issuer: string          # The issuer of the tokens, and the one demanded of them
    --audience: string        # A server that the tokens are meant for; may be repeated, one of them is demanded
    --ttl: string             # How long access tokens live [default: 30m]
    --refresh-ttl: string     # How long a login can be renewed by its refresh tokens; 0s gives none
    --login-queue: string     # How many logins wait for their hash at most; one more is answered by 503
    --failures-per-address: string # How many wrong credentials an address may send in a minute; the next are answered by 429. 0 is no limit
    --failures-per-name: string # How many wrong credentials a name, whether there is such a user or not, may have in a minute. 0 is no limit
    --passphrase: string      # What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl serve output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl serve color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl config output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl config color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the settings that hold, and where they come from
  export extern "authctl config" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl config output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl config color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl config show output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl config show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the settings that hold
  export extern "authctl config show" [
    --origin                  # Say where each value comes from: a flag, a variable, a line of the config file, or the default
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl config show output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl config show color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete authctl completions output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the completion script of a shell
  export extern "authctl completions" [
    --static                  # Print a script that asks nobody, with all commands and flags in it
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl completions output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl completions color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete authctl completions shell" # The shell
  ]

  def "nu-complete authctl man output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl man color" [] {
    [ "auto" "always" "never" ]
  }

  # Write the man pages
  export extern "authctl man" [
    --out-dir: path           # Write a page for every command into this folder; without it authctl(1) goes to stdout
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl man output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl man color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete authctl help output" [] {
    [ "text" "json" "jsonl" ]
  }

  def "nu-complete authctl help color" [] {
    [ "auto" "always" "never" ]
  }

  # Explain a command, or one of exit-codes, secrets, times, claims
  export extern "authctl help" [
    --db: path                # The user file [default: $XDG_DATA_HOME/authctl/users.db]
    --config: path            # The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    --profile: string         # A `[profile.NAME]` table of the config file
    --output(-o): string@"nu-complete authctl help output" # How to print the answer
    --json                    # The same as `-o json`
    --color: string@"nu-complete authctl help color" # When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    --quiet(-q)               # Print nothing that the exit code says as well; warnings and errors stay
    --verbose(-v)             # Say what is done on the way
    --no-input                # Never prompt
    --no-pager                # Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # exit-codes, secrets, times, claims, or a command as `user add`
  ]

}

export use completions *
