//! Months in other languages: Italian, Portuguese, Catalan, Romanian, Dutch, Danish, Norwegian, Swedish, Finnish,
//! Polish, Czech, Slovak, Hungarian, Bulgarian, Serbian, Greek, Turkish and Arabic. Short forms are left out, as
//! many are words of another language.

#[rustfmt::skip]
pub(super) const MONTHS: [&str; 12] = [
    "gennaio janeiro januari stycznia styczeń ledna leden januára január januar ocak ianuarie tammikuu tammikuuta gener януари јануар ιανουαρίου ιανουάριος يناير",
    "febbraio fevereiro februari lutego luty února únor februára február februar şubat februarie helmikuu helmikuuta febrer февруари фебруар φεβρουαρίου φεβρουάριος فبراير",
    "marzo março maart marca marzec března březen marec mars marts mart martie március maaliskuu maaliskuuta març март μαρτίου μάρτιος مارس",
    "aprile abril april kwietnia kwiecień dubna duben apríla apríl nisan aprilie április huhtikuu huhtikuuta април απριλίου απρίλιος أبريل ابريل",
    "maggio maio mei maja maj května květen mája máj mai mayıs május toukokuu toukokuuta maig май мај μαΐου μάιος مايو",
    "giugno junho juni czerwca czerwiec června červen júna jún haziran iunie június kesäkuu kesäkuuta juny юни јун ιουνίου ιούνιος يونيو",
    "luglio julho juli lipca lipiec července červenec júla júl temmuz iulie július heinäkuu heinäkuuta juliol юли јул ιουλίου ιούλιος يوليو",
    "agosto augustus sierpnia sierpień srpna srpen augusta augusti ağustos august augusztus elokuu elokuuta agost август αυγούστου αύγουστος أغسطس",
    "settembre setembro września wrzesień září septembra eylül septembrie szeptember september syyskuu syyskuuta setembre септември септембар σεπτεμβρίου σεπτέμβριος سبتمبر",
    "ottobre outubro oktober października październik října říjen októbra ekim octombrie október lokakuu lokakuuta octubre октомври октобар οκτωβρίου οκτώβριος أكتوبر",
    "novembre novembro listopada listopad listopadu novembra kasım noiembrie november marraskuu marraskuuta ноември новембар νοεμβρίου νοέμβριος نوفمبر",
    "dicembre dezembro december grudnia grudzień prosince prosinec decembra aralık decembrie desember joulukuu joulukuuta desembre декември децембар δεκεμβρίου δεκέμβριος ديسمبر",
];
