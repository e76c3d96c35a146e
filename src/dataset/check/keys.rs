//! The known keys of each object of a dataset, in the order of the format.

pub(crate) const DATASET: &str = "format version title description language zone sources groups actors categories events relations periods bookmarks map";
pub(crate) const MAP: &str = "pins places";
pub(crate) const SOURCE: &str = "id title publisher author url archived_url published accessed language reliability copies note";
pub(crate) const GROUP: &str = "id name colour parent";
pub(crate) const ACTOR: &str =
    "id name short kind unnamed role group part_of aliases description image url private_note";
pub(crate) const EVENT: &str = "id title when zone status category action tone importance participants place description tags citations accounts certainty certainty_reason parent leads_to media private_note";
pub(crate) const ACCOUNT: &str = "by_actor by_source title when zone status category action tone importance participants place description tags citations certainty certainty_reason parent leads_to media private_note";
pub(crate) const PARTICIPANT: &str = "actor role";
pub(crate) const CITATION: &str = "source locator quote stance credibility note";
pub(crate) const ACTION: &str = "type mode";
pub(crate) const PLACE: &str = "name lat lon";
pub(crate) const LINK: &str = "event kind";
pub(crate) const MEDIA: &str = "url path caption credit alt";
pub(crate) const RELATION: &str = "id from to directed kind label tone when status description citations evidence certainty certainty_reason private_note";
pub(crate) const PERIOD: &str = "id title when colour";
pub(crate) const BOOKMARK: &str = "id title headline caption notes span window filter lanes colour_by detail main_ties fold selection";
pub(crate) const NOTE: &str = "text event tie actor";
pub(crate) const FILTER: &str = "categories actors groups match tags statuses certainties text";
