//! `authctl key list`

use super::super::Outcome;
use crate::{
    context::Context,
    failure::Exit,
    output::{KeyView, Listing},
};

pub(crate) fn run(context: &Context) -> Outcome {
    let keys = context.store()?.read(authctl::store::View::keys)?;
    let mut listing = Listing::new(context.printer, &KeyView::HEADS, "no keys: `authctl key generate --alg HS256` makes one");
    for key in &keys {
        let view = KeyView::shown(key, context.now);
        listing.item(&view, view.cells())?;
    }
    listing.finish()?;
    Ok(Exit::Done)
}
