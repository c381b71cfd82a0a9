//! How the texts of a table begin: most texts that are looked up in it are done with after two bytes.

/// Which bytes stand second in texts, after each byte that begins one.
pub(super) struct Beginnings([u64; 256]);

impl Beginnings {
    /// No text.
    pub(super) const NONE: Self = Self([0; 256]);

    /// Those of texts of at least two bytes.
    pub(super) const fn of(texts: &[&str]) -> Self {
        Self::NONE.and(texts)
    }

    /// With those of more texts.
    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        reason = "computed by the compiler"
    )]
    pub(super) const fn and(mut self, texts: &[&str]) -> Self {
        let mut index = 0;
        while index < texts.len() {
            let text = texts[index].as_bytes();
            self.0[text[0] as usize] |= bit(text[1]);
            index += 1;
        }
        self
    }

    /// Whether a text may begin so; where not, none does.
    pub(super) fn has(&self, first: u8, second: u8) -> bool {
        self.0.get(usize::from(first)).copied().unwrap_or(0) & bit(second) != 0
    }
}

/// The bit for a second byte: by its low six bits, in which few letters agree.
#[expect(clippy::as_conversions, reason = "a conversion that the compiler can compute with")]
const fn bit(second: u8) -> u64 {
    1_u64.rotate_left(second as u32)
}
