//! Names that are written with the family name first: `Scholz, Olaf`.

use super::affixes::{COMPANIES, without_brackets};
use crate::dataset::spelling::key;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Given names that many people have, as [`key`] makes them.
#[rustfmt::skip]
const GIVEN: &str = "\
    aaron adam adrian agnes albert alex alexander alfred alice allan amanda amy andrea andreas andrew andy angela ann \
    anna anne annie anthony arthur barbara ben benjamin bernard bill bob brian bruce carl carol caroline catherine \
    charles charlotte chris christian christina christine christopher clara claire claude colin cynthia daniel david \
    deborah dennis diana diane donald donna doris dorothy douglas edith edmund edward edwin eleanor elisabeth elizabeth \
    ella ellen emily emma eric ernest esther eugene eva eve evelyn fanny felix florence frances francis frank fred \
    frederick gary george gerald gloria grace greg gregory hannah harold harriet harry heather helen helena henry herbert \
    howard hugh ian irene isaac isabel jack jacob james jane janet jason jean jeff jeffrey jennifer jenny jeremy jerry \
    jessica jim joan joe john jonathan joseph joshua joyce judith judy julia julian julie karen kate katherine kathleen \
    keith kelly kenneth kevin larry laura lawrence leo leon leonard lewis lily linda lisa louis louise lucas lucy \
    luke margaret maria mark martha martin mary matthew maurice megan melissa michael michelle mike nancy natalie nathan \
    neil nicholas nicole nigel nina norman oliver olivia oscar pamela patricia patrick paul paula peter philip phoebe rachel \
    ralph raymond rebecca richard robert robin roger ronald rosa rose roy russell ruth ryan sally sam samuel sandra sarah \
    scott sean sharon simon sophia sophie stanley stella stephanie stephen steve steven stuart sue susan sylvia teresa \
    terry theodore theresa thomas tim timothy tom tony ursula valerie vera veronica victor victoria vincent virginia \
    walter wendy william zoe \
    ansgar anja anke armin axel bernd birgit bjorn brigitte christoph claudia dieter dietrich dirk eberhard elke erich \
    erika ernst frieda friedrich fritz gabriele georg gerd gerhard gisela gottfried greta gudrun gunter gunther hanna \
    hannelore hans heidi heike heinrich heinz helga helmut hermann hilde hildegard horst ilse ingrid inge jan jens joachim \
    johann johanna johannes jorg josef julius jurgen karin karl katharina katja katrin klaus konrad kurt lars liesel \
    ludwig lutz manfred margarete marie marlene matthias maximilian monika norbert olaf otto petra rainer ralf regina \
    reinhard renate rolf rudiger rudolf sabine siegfried sigrid stefan susanne svenja thorsten torsten ulrich ulrike uwe \
    volker walther werner wilhelm wolfgang \
    adele alain amelie andre antoine benoit camille celine chantal chloe christelle colette denis didier dominique edouard \
    elise emile emmanuel etienne fabien florian francois francoise frederic gaston genevieve georges gerard gilles guillaume \
    guy henri herve hugo jacques jacqueline jeanne jerome josephine jules laurent luc lucien madeleine marcel marc mathieu \
    michel monique nathalie nicolas odette olivier pascal philippe pierre raoul remi rene sebastien solange suzanne sylvie \
    therese thierry valentin xavier yves yvonne \
    alberto alejandro alfonso alfredo alvaro ana angel antonia antonio beatriz carla carlo carlos carmen catalina \
    cristina diego dolores eduardo elena emilio enrique ernesto esperanza esteban felipe fernando francisca francisco gabriel \
    gabriela giorgia giovanni giulia giuseppe gonzalo guillermo gustavo hector ignacio ines isabella jaime javier joaquin \
    jorge jose juan juana julio lorenzo lucia luigi luis luisa manuel marco marcos marina mario marta mateo mercedes \
    miguel nuria pablo paolo pedro pilar rafael ramon raul ricardo roberto rodrigo rosario salvador santiago sergio silvia \
    sofia tomas vicente ximena \
    agnieszka aleksandra andrzej andrej anton ewa halina ivan jerzy joanna katarzyna krzysztof magda malgorzata milan mira \
    pavel piotr stanislaw tadeusz viktor vladimir vlad yuri yulia zofia zbigniew boris dmitri dmitry igor irina ivana \
    larisa lena leonid ludmila mikhail nadia natalia natasha nikita nikolai oksana oleg olena olga pyotr roman sergei sergey \
    svetlana taras tatiana vasily volodymyr yevgeny ahmed ali ayse fatima hassan hussein ibrahim khalid layla mehmet mohamed \
    mohammed muhammad mustafa omar osman salim yasmin yusuf astrid bengt birgitta erik freja gustav ingmar karen knut \
    magnus nils ole olof per solveig sven \
    андрій андрей анатолій анатолий анна антон богдан борис валентин валентина валерій валерий василь василий віктор \
    виктор вікторія виктория віталій виталий володимир владимир галина ганна георгій георгий григорій григорий дарія дарья \
    дмитро дмитрий екатерина катерина олена елена євген евгений іван иван ігор игорь ірина ирина кирило кирилл костянтин \
    константин лариса леонід леонид любов людмила марина марія мария марта микита никита микола николай михайло михаил \
    надія надежда наталія наталья ніна нина оксана олег олександр александр олександра александра олексій алексей ольга \
    павло павел петро петр пётр роман руслан світлана светлана сергій сергей софія софия степан тарас тетяна татьяна юлія \
    юлия юрій юрий яків яков ярослав";

/// Whether pieces with a comma are single names with the family name first: the same stand the other way
/// round elsewhere, or a given name stands behind the comma, or most pieces look like it and none is two
/// names. `beside`: how many of them stand in a cell with another, behind a semicolon.
pub(super) fn are_inverted(
    joined: &[String],
    alone: &HashMap<String, usize>,
    beside: usize,
) -> bool {
    let is_turned = |piece: &&String| {
        let name = turned(piece);
        name.is_some_and(|name| alone.contains_key(&key(&name)))
    };
    if joined.iter().any(|piece| is_turned(&piece)) {
        return true;
    }
    let shaped: Vec<&String> = joined
        .iter()
        .filter(|piece| turned(piece).is_some())
        .collect();
    let with_commas = joined.iter().filter(|piece| piece.contains(',')).count();
    let firsts: HashSet<&str> = joined
        .iter()
        .filter_map(|piece| Some(parts(piece)?.0))
        .collect();
    let are_two = |piece: &&String| {
        parts(piece)
            .is_some_and(|(_, second)| firsts.contains(second) || alone.contains_key(&key(second)))
    };
    let counted = |is_it: &dyn Fn((&str, &str)) -> bool| {
        let all = shaped.iter().filter_map(|piece| parts(piece));
        all.filter(|parts| is_it(*parts)).count()
    };
    // `Ashdown, Wm.` and `Tönnies, M.` are nobody's two.
    let given = counted(&|(first, second)| {
        without_brackets(second).0.ends_with('.') || is_given(second) && !is_given(first)
    });
    let are_lists = counted(&|(first, _)| is_given(first)) * 3 > shaped.len();
    let is_most = shaped.len() * 5 >= with_commas * 4;
    let is_sure = shaped.len() >= 8 || beside > 1;
    let many = is_sure && !joined.iter().any(|piece| are_two(&piece));
    is_most && !shaped.is_empty() && (many || !are_lists && given * 2 >= shaped.len())
}

/// What stands before and behind the comma of a piece.
fn parts(piece: &str) -> Option<(&str, &str)> {
    let (first, second) = piece.split_once(',')?;
    Some((first.trim(), second.trim()))
}

/// Whether a text begins with a given name, and goes on with no more than two.
fn is_given(text: &str) -> bool {
    static ALL: LazyLock<HashSet<&str>> = LazyLock::new(|| GIVEN.split_whitespace().collect());
    let key = key(text);
    let mut words = key.split([' ', '-']);
    let first = words.next().unwrap_or_default();
    ALL.contains(&*first.chars().filter_map(plain).collect::<String>()) && words.count() <= 2
}

/// A letter of a name without its accent.
fn plain(c: char) -> Option<char> {
    use unicode_normalization::UnicodeNormalization as _;
    // These letters are not others with accents.
    if matches!(c, 'й' | 'ї' | 'ё') {
        return Some(c);
    }
    std::iter::once(c).nfd().next()
}

/// `Scholz, Olaf` as `Olaf Scholz`, if it has that shape.
pub(super) fn turned(piece: &str) -> Option<String> {
    let (piece, _) = without_brackets(piece);
    let (family, given) = piece.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let ending = given.trim_end_matches('.').to_lowercase();
    if COMPANIES.split_whitespace().any(|word| word == ending) {
        return None;
    }
    let words = |text: &str| text.split_whitespace().count();
    let is_name = |text: &str| {
        text.chars().next().is_some_and(char::is_alphabetic)
            && !text.contains([',', '/'])
            && !text.chars().any(char::is_numeric)
    };
    let is_it = is_name(family) && is_name(given) && words(family) <= 3 && words(given) <= 3;
    is_it.then(|| format!("{given} {family}"))
}
