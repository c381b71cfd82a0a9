//! What must stay true of the project itself: its layers, who reads secrets, its documents and generated files.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a test")]

#[cfg(test)]
mod documents;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod sources;
