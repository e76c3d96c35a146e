//! Words of names that mean something to the comparison: titles, endings of companies, words that set apart,
//! spellings of one word, and words that are real.

use super::transliteration::{Script, coarse, script};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Titles before the names of persons, without accents and points.
const TITLES: &str = "president mr mrs ms miss dr prof professor sir dame lord lady gen general lt col colonel \
    maj major capt captain sgt sergeant cmdr commander adm admiral marshal rev reverend fr father hon \
    honourable senator sen rep representative congressman congresswoman governor gov mayor minister premier \
    chancellor secretary ambassador judge justice chairman chairwoman chief mp hrh st saint san santa sao \
    blessed brother sister king queen prince princess emperor empress tsar tsarina czar pope bishop \
    archbishop cardinal patriarch metropolitan abbot count countess duke duchess earl baron baroness sultan \
    shah caliph sheikh shaykh imam ayatollah mullah khan herr frau hr fra dott ing dipl mme madame mlle m \
    monsieur me maitre le la prime deputy vice former ex acting oberst generaal general-major leutnant \
    bundeskanzler bundesprasident kanzler prasident prasidentin konig konigin kaiser papst graf herzog roi \
    reine pape comte duc senor senora sr sra don dona presidente papa re regina president-elect \
    президент экс экспрезидент пан пани пані господин госпожа г генерал генералмайор полковник майор капітан \
    капитан маршал адмірал адмирал доктор професор профессор міністр министр премєр премьер премєрміністр \
    премьерминистр король королева князь княгиня імператор император цар царь папа граф святий святой свята \
    святая митрополит патріарх патриарх депутат сенатор посол мэр мер губернатор др председник предсједник \
    προεδρος πρωθυπουργος κυριος κυρια κ κα βασιλιας αγιος";

/// Ranks that belong to one bearer of a name: those of other ranks are other people.
const RANKS: [&str; 19] = [
    "king konig roi король",
    "queen konigin reine королева",
    "prince prinz",
    "princess",
    "emperor kaiser імператор император",
    "empress",
    "tsar czar цар царь",
    "pope papst pape папа papa",
    "bishop",
    "archbishop",
    "cardinal",
    "abbot",
    "count graf comte граф",
    "countess",
    "duke herzog duc",
    "duchess",
    "earl",
    "sultan",
    "caliph",
];

/// Forms of address of men, and of women.
const ADDRESSES: [&str; 2] = [
    "mr sir lord herr hr m monsieur senor sr don пан господин",
    "mrs ms miss dame lady frau mme madame mlle senora sra dona пани пані госпожа",
];

/// Words after the names of persons.
const AFTER: &str = "phd md esq kc qc mp obe cbe mbe kcmg msc ma ba bsc dds mep";

/// Ends of the names of companies, each line one kind.
const ENDINGS: [&str; 22] = [
    "inc incorporated",
    "corp corporation",
    "ltd limited",
    "llc ооо тов ooo tov тоо",
    "llp",
    "lp",
    "plc",
    "gmbh mbh",
    "ag",
    "sa",
    "sas",
    "sarl srl",
    "spa",
    "nv",
    "bv",
    "ab oy asa aps",
    "kg",
    "se",
    "jsc ао ат ao",
    "pjsc пао пат pao pat ojsc оао oao",
    "cjsc зао zao прат",
    "co company",
];

/// Words that may be left out.
const SMALL: &str = "the and und et y of de la le les des du di da del della dei van von der den zu zur for \
    pour fur l d e i и та й і του της και el los las do dos das den";

/// Words before what something is done to, or where: what follows must be the same.
const TOWARDS: &str = "in to at against with from on into en a au aux contre avec im gegen bei mit в у на к до з \
    с проти против";

/// What differs by one of these is another: never taken for a wrong spelling, never left out.
const APART: &str = "north south east west northern southern eastern western northeast northwest southeast \
    southwest northeastern northwestern southeastern southwestern central upper lower middle inner outer new \
    old young great greater little lesser big small major minor junior jr senior sr elder younger deputy vice \
    former ex acting assistant under anti pro non counter neo pre post inter intra first second left right \
    red white black green blue male female men women man woman boys girls father mother son daughter brother \
    sister wife widow nord sud est ouest haut bas nouveau nouvelle ancien grand petit fils pere filho neto \
    nord ost west sud ober unter neu alt gross klein nueva nuevo norte sur este oeste alto bajo север юг \
    восток запад северный южный восточный западный північ південь схід захід північний південний східний \
    західний верхний нижний верхній нижній новый новий старый старий великий малый мала велика молодший \
    старший младший заместитель заступник бывший alpha beta gamma delta import export";

/// Spellings of one word, place or people.
const SAME: &str = "muslim moslem,muslims moslems,turonensis tours,frisingensis freising,saint st sankt sancto sancti sancta,\
    abdel abdul abd abdal,cantuariensis canterbury,claraevallensis clairvaux,parisiensis paris,londoniensis \
    london,coloniensis cologne,salisberiensis salisbury,malmesburiensis malmesbury,eboracensis york,kyiv kiev kiew,kharkiv kharkov charkiw,lviv lvov lwow,odesa odessa,chernihiv chernigov,\
    mykolaiv nikolaev nikolayev mykolayiv,dnipro dnepr dnieper,luhansk lugansk,zaporizhzhia zaporozhye \
    zaporizhia,vinnytsia vinnitsa,rivne rovno,ternopil ternopol,chornobyl chernobyl,donbas donbass,\
    dnipropetrovsk dnepropetrovsk,kropyvnytskyi kropivnitsky,sievierodonetsk severodonetsk sewerodonezk,\
    sloviansk slavyansk slavjansk,defence defense,defences defenses,organisation organization organizacion,\
    organisations organizations,centre center,centres centers,labour labor,programme program,theatre theater,\
    harbour harbor,catalogue catalog,counsellor counselor,armour armor,licence license,colour color,\
    cooperation co-operation,qaeda qaida kaida,hizbullah hezbollah hizballah hizbollah,hamas hammas,taliban \
    taleban,quran koran,mohammed muhammad mohammad mohamed muhammed,islamic islamist,houthi huthi houthis \
    huthis,daesh daish,peshmerga peshmarga,mujahideen mujahedin mujahidin mujahedeen,gaddafi qaddafi kadhafi \
    qadhafi gadhafi khadafy,rumania roumania romania,burma birma,peking beijing,tehran teheran,mecca makkah,\
    society societe,committee comittee commitee,tolstoy tolstoi,chaykovsky tchaikovsky,international internationale internacional";

/// First names that are one in several languages.
const SAME_FIRST: &str = "volodymyr vladimir wladimir uladzimir,oleksandr olexandr olexander alyaksandr aleksandr alexander alexandre aleksander \
    aliaksandr,mykola nikolai nikolay nikolaj mikalai nicholas nicolas nicolaus niccolo nikolaus,serhiy serhii sergei sergey sergej serge \
    serguei siarhei,andriy andrii andrei andrey andrej andrzej andreas,dmytro dmitri dmitry dmitriy dmitrij \
    dzmitry,petro petr pjotr pyotr piotr peter petrus pierre pietro pedro,pavlo pavel paul paulus paolo pawel,\
    mykhailo mychajlo mikhail michail mikhailo mihail michael michel michal,olena elena yelena jelena helena alena,\
    yevhen jewhen jewgeni evgeny yevgeny evgeni evgueni yevgeni evgenii jewgenij yevhenii evhen,oleksiy olexij oleksij oleksii alexei alexey aleksei \
    aleksey alexej alexis,viktor victor wiktor,yulia yuliya iuliia julia julija,kateryna ekaterina yekaterina \
    catherine katherine katarzyna katharina catharina,yuriy yurii yuri iouri youri yury juri jurij iurii george georgios giorgos yorgos georg \
    georges georgius georgi georgy georgii,ivan johannes john jean ioannes iohannes joannes jan johann giovanni \
    juan joao ioannis,vasyl wassyl vasily vasili vasiliy wassili vasil basil,hryhoriy hryhorii grigory grigori \
    grigoriy gregory gregorius gregoire gregor grigorij,ihor igor,oleh oleg,stepan stephen stefan stephanus etienne steven \
    stephan estevan,valeriy valerii valery valeri,vitaliy vitalii vitali vitaly,anatoliy anatolii anatoly \
    anatoli,bohdan bogdan,leonid leonhard,arseniy arsenii arseny arseni,denys denis dionysius,maksym maxim \
    maksim maxime,roman romain,nataliya natalia nataliia natalya natalie,iryna irina irene,oksana aksana,\
    tetiana tatiana tatyana tatjana,hanna anna anne,mariya maria mary marie mariia,sviatlana svetlana \
    svitlana swetlana,fedir fyodor fedor feodor theodor theodore,semen semyon simon \
    szymon,yakiv yakov jakob jacob jacobus jacques james,yosyp iosif josef joseph josephus giuseppe jose,\
    matviy matvei matthew matthias matthaeus mathieu matthieu,luka lucas lukas luke luc,tomas thomas tommaso \
    tomasz,william guillelmus wilhelm guillaume willelmus gulielmus guglielmo willem vilhelm,hugh hugo hugues \
    ugo,henry henricus heinrich henri enrico enrique hendrik henrik,robert robertus roberto rodbert,richard \
    ricardus riccardo ricardo,walter gualterus gautier gualtiero,bernard bernardus bernhard bernardo,philip \
    philippus philippe philipp filippo felipe phillip,louis ludovicus ludwig lewis luis luigi,charles carolus \
    karl carlo carlos karel,albert albertus alberto albrecht,anselm anselmus anselme,roger rogerus rogerius \
    rudiger,geoffrey galfridus gaufridus geoffroy gottfried jeffrey godfrey,ralph radulfus radulphus raoul,\
    odo eudes otto oddo,francis franciscus francois francesco franz francisco,edward eduardus edouard eduard,\
    lawrence laurentius laurent lorenzo laurence,adam adamus,abelard abaelardus,elizabeth \
    elisabeth elisabetha isabel isabella yelizaveta elizaveta,margaret margareta marguerite margarita,\
    hildegard hildegardis,eleanor alienor eleonore leonor,matilda mathilde mahaut maud,christopher christophe \
    christoph kristof,frederick friedrich frederic fredericus frederik,ahmed ahmad,hussein husayn hussain \
    husain,yusuf yousef youssef yousuf,ibrahim abraham,osama usama,omar umar,abdullah abdallah abdulla,\
    khaled khalid,hassan hasan,said saeed sayed saed,bashar bachar,ali aly,mahmoud mahmud,\
    alexios alexius,konstantinos constantine constantin konstantin constantinus,augustine augustinus augustin,\
    benedict benedictus benedikt benoit,jerome hieronymus,ambrose ambrosius,\
    boniface bonifatius bonifacius,clement clemens,martin martinus,\
    marc mark marcus marco,isaac isaak,ludmila lyudmila \
    liudmyla,valentyna valentina,halyna galina,lyubov liubov,larysa larisa,olha olga,yevheniya evgenia,\
    anastasiya anastasia anastasiia,sofiya sofia sophia sophie,darya daria,taras tarass,lesya lesia,ruslan \
    rouslan,artem artyom artiom,kyrylo kirill cyril kiril,hennadiy gennady hennadii gennadi,borys boris,\
    mstyslav mstislav,yaroslav jaroslav iaroslav,sviatoslav svyatoslav,viacheslav vyacheslav,rostyslav rostislav,\
    stanislav stanislaw stanislas,davyd david,danylo daniel danil,ilya illia ilia elias elijah,yegor egor,\
    lev leo leon,mechyslav mieczyslaw,kazimir kazimierz casimir";

/// Words that are real, beyond those above: where both of two are, neither is a wrong spelling of the other.
const REAL: &str = include_str!("../../../assets/words/english.txt");

/// Numbers in words.
const ORDINALS: [(&str, &str); 49] = [
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("sixth", "6"),
    ("seventh", "7"),
    ("eighth", "8"),
    ("ninth", "9"),
    ("tenth", "10"),
    ("eleventh", "11"),
    ("twelfth", "12"),
    ("thirteenth", "13"),
    ("fourteenth", "14"),
    ("fifteenth", "15"),
    ("sixteenth", "16"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("premier", "1"),
    ("premiere", "1"),
    ("deuxieme", "2"),
    ("seconde", "2"),
    ("troisieme", "3"),
    ("quatrieme", "4"),
    ("cinquieme", "5"),
    ("erste", "1"),
    ("erster", "1"),
    ("zweite", "2"),
    ("zweiter", "2"),
    ("dritte", "3"),
    ("dritter", "3"),
    ("vierte", "4"),
    ("перша", "1"),
    ("перший", "1"),
    ("первый", "1"),
    ("первая", "1"),
    ("друга", "2"),
    ("другий", "2"),
    ("вторая", "2"),
    ("второй", "2"),
    ("третий", "3"),
];

/// What is written in full or in capitals: the longer first.
pub(super) const SHORTENED: [(&str, &str); 6] = [
    ("united states of america", "us"),
    ("united states", "us"),
    ("united nations", "un"),
    ("united kingdom", "uk"),
    ("european union", "eu"),
    ("usa", "us"),
];

/// What kind of thing two words that are one are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Same {
    /// A word or a place.
    Word(usize),
    /// A first name.
    First(usize),
}

/// The words of this module, for looking up.
pub(super) struct Words {
    titles: HashSet<&'static str>,
    ranks: HashMap<&'static str, usize>,
    addresses: HashMap<&'static str, usize>,
    after: HashSet<&'static str>,
    endings: HashMap<&'static str, usize>,
    small: HashSet<&'static str>,
    towards: HashSet<&'static str>,
    apart: HashSet<&'static str>,
    same: HashMap<String, (Same, &'static str)>,
    written: HashMap<&'static str, Same>,
    real: HashSet<&'static str>,
    ordinals: HashMap<&'static str, &'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lines = |lines: &[&'static str]| -> HashMap<&'static str, usize> {
        let lines = lines.iter().enumerate();
        lines
            .flat_map(|(n, line)| line.split_whitespace().map(move |word| (word, n)))
            .collect()
    };
    let set = |text: &'static str| -> HashSet<&'static str> { text.split_whitespace().collect() };
    let (mut same, mut written) = (HashMap::new(), HashMap::new());
    for (text, is_first) in [(SAME, false), (SAME_FIRST, true)] {
        for (n, group) in text.split(',').enumerate() {
            for word in group.split_whitespace() {
                let kind = if is_first {
                    Same::First(n)
                } else {
                    Same::Word(n)
                };
                same.entry(coarse(word).0).or_insert((kind, word));
                written.entry(word).or_insert(kind);
            }
        }
    }
    let firsts = SAME_FIRST.split([',', ' ']);
    let mut real: HashSet<&str> = REAL.split_whitespace().chain(firsts).collect();
    real.extend(set(APART));
    real.extend(SAME.split([',', ' ']));
    Words {
        titles: set(TITLES),
        ranks: lines(&RANKS),
        addresses: lines(&ADDRESSES),
        after: set(AFTER),
        endings: lines(&ENDINGS),
        small: set(SMALL),
        towards: set(TOWARDS),
        apart: set(APART),
        same,
        written,
        real,
        ordinals: ORDINALS.into_iter().collect(),
    }
});

impl Words {
    /// The words of this module.
    pub(super) fn get() -> &'static Self {
        &WORDS
    }

    /// Whether a word is a title before the name of a person.
    pub(super) fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// The rank that a title gives.
    pub(super) fn rank(&self, word: &str) -> Option<usize> {
        self.ranks.get(word).copied()
    }

    /// Whether a title is of a man (0) or a woman (1).
    pub(super) fn address(&self, word: &str) -> Option<usize> {
        self.addresses.get(word).copied()
    }

    /// Whether a word follows the name of a person, such as `PhD`.
    pub(super) fn is_after(&self, word: &str) -> bool {
        self.after.contains(word)
    }

    /// The kind of company that a word says.
    pub(super) fn ending(&self, word: &str) -> Option<usize> {
        self.endings.get(word).copied()
    }

    /// Whether a word may be left out.
    pub(super) fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// Whether what follows a word must be the same.
    pub(super) fn is_towards(&self, word: &str) -> bool {
        self.towards.contains(word)
    }

    /// Whether a word sets apart.
    pub(super) fn is_apart(&self, word: &str) -> bool {
        self.apart.contains(word)
    }

    /// What a word is one with: as it is written in Latin letters, or by the coarse spelling.
    pub(super) fn same(&self, text: &str, coarse: &str) -> Option<Same> {
        let by_sound = self.same.get(coarse);
        match script(text) {
            Script::Latin => {
                // `Wolodymir` is not listed, and sounds like one that is.
                let by_sound = by_sound.filter(|(_, listed)| {
                    text.len() >= 5 && text.chars().next_back() == listed.chars().next_back()
                });
                let written = self.written.get(text).copied();
                written.or_else(|| by_sound.map(|(same, _)| *same))
            }
            Script::Cyrillic | Script::Greek => by_sound.map(|(same, _)| *same),
            Script::Other => None,
        }
    }

    /// Whether a word is known to be real.
    pub(super) fn is_real(&self, word: &str) -> bool {
        self.real.contains(word)
    }

    /// The number that a word says.
    pub(super) fn ordinal(&self, word: &str) -> Option<&'static str> {
        self.ordinals.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_with_one_group() {
        for text in [SAME, SAME_FIRST] {
            let mut seen: HashMap<&str, &str> = HashMap::new();
            for group in text.split(',') {
                for word in group.split_whitespace() {
                    let other = seen.insert(word, group);
                    assert!(
                        other.is_none_or(|other| other == group),
                        "{word}: {group}; {other:?}"
                    );
                }
            }
        }
    }
}
