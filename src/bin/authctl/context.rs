//! What every command is given: where the user file is, what time it is, where chance, input and output come from.

use std::path::{Path, PathBuf};

use authctl::{
    clock::{Lifetime, Timestamp},
    store::{Actor, Store, StoreError, View},
    token::DEFAULT_LIFETIME,
};
use clap::ValueEnum;
use getrandom::SysRng;
use rand_core::UnwrapErr;

use crate::{
    actor,
    cli::Global,
    config::{self, Settings},
    failure::{Exit, Failure},
    fetch::Cache,
    folders,
    input::{Input, SecretSource, Source},
    output::{Origin, Printer, Setting},
};

/// What time it is for a command: an instant that was named, else the present one, however long the command runs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    Fixed(Timestamp),
    System,
}

impl Clock {
    pub(crate) fn now(self) -> Timestamp {
        match self {
            Self::Fixed(instant) => instant,
            Self::System => Timestamp::system(),
        }
    }
}

/// What is said of a file that `init --insecure-test-db` made.
pub(crate) const TEST_DB: &str = "this user file is for tests: its passwords are hashed at next to no cost";

/// The variable with the passphrase of sealed keys.
const PASSPHRASE: &str = "AUTHCTL_PASSPHRASE";

/// Built once from the global flags, the environment and the config file.
pub(crate) struct Context {
    /// The instant at which the command runs.
    pub(crate) now: Timestamp,
    /// Where answers go.
    pub(crate) printer: Printer,
    /// Where secrets and texts come from.
    pub(crate) input: Input,
    /// The config file and profile, below the flags.
    pub(crate) settings: Settings,
    global: Global,
    config: Option<PathBuf>,
    db: PathBuf,
    cache: Option<PathBuf>,
}

impl Context {
    /// Resolves the settings by flag, environment, config file, default.
    pub(crate) fn new(global: Global) -> Result<Self, Failure> {
        let settings = read_config(&global, default_config())?;
        let format = if global.json { Some(crate::output::Format::Json) } else { global.output };
        let printer = Printer::new(
            format.or(settings.output).unwrap_or_default(),
            global.color.or(settings.color).unwrap_or_default(),
            global.quiet,
            global.verbose,
        )
        .paging(!global.no_pager);
        let config = global.config.clone().or_else(default_config);
        if let (Some(mode), Some(path)) = (settings.loose_mode, &config) {
            let name = path.display();
            printer
                .warn(format_args!("the config file {name} can be written by its group (mode {mode:03o}): `chmod g-w {name}`"));
        }
        let cache = folders::cache().map(|folder| folder.join("authctl"));
        let db = global.db.clone().or_else(|| settings.db.clone()).or_else(default_user_file);
        let db = db.ok_or_else(|| {
            Failure::usage("there is no home directory to find the user file in").hint("name it: `--db PATH` or AUTHCTL_DB")
        })?;
        // Errors name the file wherever they are read.
        let db = std::path::absolute(&db).unwrap_or(db);
        Ok(Self {
            now: Timestamp::system(),
            printer,
            input: Input::new(global.no_input || settings.no_input, printer),
            settings,
            global,
            config,
            db,
            cache,
        })
    }

    /// The profile that is used.
    pub(crate) fn profile(&self) -> Option<&str> {
        self.global.profile.as_deref()
    }

    /// Every setting with its value and where that comes from.
    pub(crate) fn provenance(&self) -> Vec<Setting> {
        let Self { settings, global, .. } = self;
        let named = |name: &'static str, flag: &'static str, variable: &'static str| {
            if global.from_environment.contains(&name) { Origin::Environment(variable) } else { Origin::Flag(flag) }
        };
        let below = |name: &str| match (settings.places.get(name), &self.config) {
            (Some(place), Some(path)) => Origin::File(path.clone(), place.clone()),
            _ => Origin::Default,
        };
        let or_below = |origin: Option<Origin>, name| origin.unwrap_or_else(|| below(name));
        let show = |name, value, origin| Setting { name, value, origin };
        let output = global.output.map(|_| Origin::Flag("--output")).or_else(|| global.json.then_some(Origin::Flag("--json")));
        let color = global.color.or(settings.color).unwrap_or_default();
        let path = |path: &Path| path.display().to_string();
        let config_origin = global.config.as_ref().map(|_| named("config", "--config", "AUTHCTL_CONFIG"));
        let profile_origin = global.profile.as_ref().map(|_| named("profile", "--profile", "AUTHCTL_PROFILE"));
        let db_origin = global.db.as_ref().map(|_| named("db", "--db", "AUTHCTL_DB"));
        let ttl = settings.ttl.clone().unwrap_or_else(|| DEFAULT_LIFETIME.to_string());
        vec![
            show("config", self.config.as_deref().map(path).into(), config_origin.unwrap_or(Origin::Default)),
            show("profile", global.profile.clone().into(), profile_origin.unwrap_or(Origin::Default)),
            show("db", path(&self.db).into(), or_below(db_origin, "db")),
            show("output", name(&self.printer.format()).into(), or_below(output, "output")),
            show("color", name(&color).into(), or_below(global.color.map(|_| Origin::Flag("--color")), "color")),
            show("issuer", settings.issuer.clone().into(), below("issuer")),
            show("audience", settings.audience.clone().into(), below("audience")),
            show("ttl", ttl.into(), below("ttl")),
            show("leeway", settings.leeway.unwrap_or_default().to_string().into(), below("leeway")),
            show("jwks", settings.jwks.clone().into(), below("jwks")),
            show(
                "passphrase",
                self.passphrase_source().map(|source| source.typed()).into(),
                or_below(self.input.has_environment(PASSPHRASE).then_some(Origin::Environment(PASSPHRASE)), "passphrase"),
            ),
            show(
                "no_input",
                (global.no_input || settings.no_input).into(),
                or_below(global.no_input.then_some(Origin::Flag("--no-input")), "no_input"),
            ),
            show("protected", settings.protected.into(), below("protected")),
        ]
    }

    /// How long new tokens live: what the config file says, else 30 minutes.
    pub(crate) fn ttl(&self) -> Result<Lifetime, Failure> {
        match &self.settings.ttl {
            None => Ok(DEFAULT_LIFETIME),
            Some(text) => text.parse().map_err(|error: authctl::clock::TimeError| {
                Failure::usage(format!("`ttl` of the config file is no DURATION: `{text}`")).caused_by(error)
            }),
        }
    }

    /// Where the passphrase of sealed keys comes from, where no flag says so.
    pub(crate) fn passphrase_source(&self) -> Option<Source> {
        if self.input.has_environment(PASSPHRASE) {
            return Some(Source::Env(PASSPHRASE.to_owned()));
        }
        self.settings.passphrase.as_ref()?.parse().ok().map(SecretSource::into_source)
    }

    /// The path of the user file.
    pub(crate) fn db(&self) -> &Path {
        &self.db
    }

    /// The documents that were fetched earlier: in `$XDG_CACHE_HOME/authctl`.
    pub(crate) fn cache(&self) -> Cache {
        Cache::new(self.cache.clone(), self.now, self.printer)
    }

    /// Opens the user file, with a warning where it was made for tests.
    pub(crate) fn store(&self) -> Result<Store, Failure> {
        self.printer.detail(format_args!("user file: {}", self.db.display()));
        let mut store = Store::open(&self.db)?;
        if store.read(View::is_test_db)? {
            self.printer.warn(TEST_DB);
        }
        Ok(store)
    }

    /// The same, where there is a user file.
    pub(crate) fn store_if_there(&self) -> Result<Option<Store>, Failure> {
        match Store::open(&self.db) {
            Err(StoreError::Missing { .. }) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(_) => self.store().map(Some),
        }
    }

    /// Who runs the command, for the audit.
    #[expect(clippy::unused_self, reason = "commands ask the context for whatever comes from outside")]
    pub(crate) fn actor(&self) -> Actor {
        actor::current()
    }

    /// Waits for an instant that is a second away at most.
    #[expect(clippy::unused_self, reason = "commands ask the context for whatever comes from outside")]
    pub(crate) fn wait_for(&self, instant: Timestamp) {
        /// So many steps are two seconds: more only if somebody turns the clock back.
        const STEPS: u8 = 200;
        for _ in 0..STEPS {
            if Timestamp::system() >= instant {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    /// The operating system's random numbers; there is no other source.
    #[expect(clippy::unused_self, reason = "commands ask the context for whatever comes from outside")]
    pub(crate) fn rng(&self) -> UnwrapErr<SysRng> {
        UnwrapErr(SysRng)
    }
}

/// The name of a choice, as it is typed.
fn name(choice: &impl ValueEnum) -> Option<String> {
    Some(choice.to_possible_value()?.get_name().to_owned())
}

/// The config file where none is named.
fn default_config() -> Option<PathBuf> {
    Some(folders::config()?.join("authctl/config.toml"))
}

/// The user file where none is named.
fn default_user_file() -> Option<PathBuf> {
    Some(folders::data()?.join("authctl/users.db"))
}

/// Where the user file is, for somebody who only looks.
pub(crate) fn user_file(global: &Global) -> Option<PathBuf> {
    let settings = read_config(global, default_config()).ok()?;
    global.db.clone().or(settings.db).or_else(default_user_file)
}

/// The names of the profiles of the config file, for somebody who only looks.
pub(crate) fn profiles(global: &Global) -> Vec<String> {
    global.config.clone().or_else(default_config).map(|path| config::profiles(&path)).unwrap_or_default()
}

/// A path as a shell would take it: `~/` is the home directory.
pub(crate) fn at_home(path: &str) -> String {
    let home = || folders::home()?.into_os_string().into_string().ok();
    match path.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => format!("{home}/{rest}"),
        None => path.to_owned(),
    }
}

/// The config file named by flag or environment, else the one in the user's config folder; never one from the current folder.
fn read_config(global: &Global, default: Option<PathBuf>) -> Result<Settings, Failure> {
    let profile = global.profile.as_deref();
    match (&global.config, default) {
        (Some(path), _) => config::read(path, true, profile),
        (None, Some(path)) => config::read(&path, profile.is_some(), profile),
        (None, None) if profile.is_some() => {
            Err(Failure::new(Exit::Usage, "config-missing", "there is no config file for the profile"))
        }
        (None, None) => Ok(Settings::default()),
    }
}
