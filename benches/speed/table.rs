//! The figures, a line each as soon as it is known.

/// What a figure must reach.
pub(crate) enum Target {
    /// This many times as fast as the rival, or more.
    AtLeast(f64),
    /// No more than this many times the rival's.
    AtMost(f64),
    /// Shown, not promised.
    None,
}

/// The table of a run.
pub(crate) struct Table {
    missed: usize,
}

impl Table {
    pub(crate) fn begin() -> Self {
        println!("{:<44} {:<30} {:>8} {:>9}  verdict", "figure", "against", "ratio", "target");
        Self { missed: 0 }
    }

    /// Shows a figure: how many times the rival's it is.
    pub(crate) fn row(&mut self, figure: &str, against: &str, ratio: f64, target: &Target) {
        let (bound, met) = match *target {
            Target::AtLeast(bound) => (format!(">= {bound:.2}"), Some(ratio >= bound)),
            Target::AtMost(bound) => (format!("<= {bound:.2}"), Some(ratio <= bound)),
            Target::None => (String::new(), None),
        };
        let verdict = match met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        self.missed += usize::from(met == Some(false));
        println!("{figure:<44} {against:<30} {ratio:>8.2} {bound:>9}  {verdict}");
    }

    pub(crate) fn end(self) {
        if self.missed > 0 {
            println!("{} of the targets missed", self.missed);
        }
    }
}
