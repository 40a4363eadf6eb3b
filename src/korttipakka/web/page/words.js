// The page's words in its three languages, and the names of settings in those besides English.

const WORDS = {
  en: {
    skip: "Skip to the cards", views: "Views", cards: "Cards", sheets: "Sheets", deck: "Deck",
    variants: "Variants", variantA: "Variant A", variantB: "Variant B", variantAB: "Both variants side by side",
    undo: "Undo", redo: "Redo", save: "Save as layout", download: "Download PDF", design: "Design",
    view: "The deck", problems: "Problems", live: "live", offline: "no connection", time: "From the change to the picture",
    theme: "Colours of the page", auto: "auto", light: "light", dark: "dark", languages: "Language of the page",
    saveHelp: "Writes a layout file beside the deck with what you have changed here.", fileName: "File name",
    replace: "Replace the file that is there", close: "Close", saveDo: "Save",
    saved: (file, command) => `${file} is written. To use it, write a line into the deck: layout: ${file} – or build with it: ${command}`,
    front: "front", back: "back", frontOf: (title) => `Front: ${title}`, backOf: (title) => `Back: ${title}`,
    allCards: "All cards", previous: "Previous card", next: "Next card", flip: "Turn the card over",
    flipHelp: "click or Enter turns the card, arrows go to the next",
    cardOf: (n, all) => `Card ${n} of ${all}`, boxes: "Boxes on this side", layoutBoxes: "Boxes of the layout",
    copyPlace: (place) => `Copy ${place}`, copied: "Copied", copy: "copy", copyFlags: "Copy the command",
    search: "Search settings", nothingFound: "No setting is called that.",
    flags: "The same by flags", reset: "reset", resetAll: "reset all", resetOne: (name) => `Reset ${name}`,
    contrast: (ratio) => `contrast ${ratio} : 1`, installed: (n) => `${n} installed`,
    from: (place) => `from ${place}`, fontSamples: "Choose a font", pickColor: "choose a colour",
    lastGood: "the cards above are the last good ones", noCards: "There is nothing to show yet: mend the problems below.",
    errors: (n) => n === 1 ? "1 error" : `${n} errors`, warnings: (n) => n === 1 ? "1 warning" : `${n} warnings`, notes: (n) => n === 1 ? "1 note" : `${n} notes`,
    noProblems: "no problems", error: "error", warning: "warning", note: "note", hideProblems: "Hide problems",
    goToCard: "Show the card", moreProblems: (n) => `… and ${n} more: korttipakka check lists them all`,
    textOn: (size, n) => `text ${size} pt on ${n} ${n === 1 ? "card" : "cards"}`, sizeOn: (size, n) => `${size} on ${n}`, textSize: (size) => `text ${size} pt`,
    problemHere: "has a problem", sheetOf: (n, all) => `Sheet ${n} of ${all}`, againstLight: "Against the light", backThrough: "How strongly the back shows through",
    noBack: "The back is not printed.", frontSide: "Front", backSide: "Back",
    summaryLine: (cards, sheets, paper) => `${cards} ${cards === 1 ? "card" : "cards"} · ${sheets} ${sheets === 1 ? "sheet" : "sheets"}${paper}`,
    noCategory: "Without a category", sizesOfTexts: "Sizes of texts", sameOnAll: "the same on all cards", heldTitle: "What keeps sizes down",
    noneHeld: "No card keeps the others' texts small.", onCards: (n) => n === 1 ? "1 card" : `${n} cards`,
    wait: "Building …", zoom: "Size of the cards", small: "small", medium: "medium", large: "large", blank: "to write on",
    Box: "Box", Colour: "Colour", Type: "Type", Picture: "Picture", Card: "Card", Sheet: "Sheet", Marks: "Marks", Cards: "Cards",
    section_card: "card", section_sheet: "sheet", section_fonts: "fonts", section_colors: "colours",
    paletteOf: "Colours of the layout", least: "least", most: "most",
    settingFailed: "That cannot be set.", pdfFailed: "The PDF cannot be made: see the problems.",
    yourDecks: "Open a deck", inFolder: "In the folder", noDecks: "There is no deck in this folder yet. Go into another one, or make a deck.", folderAbove: "The folder above",
    openDeck: "Open", openNamed: (name) => `Open ${name}`, newDeck: "Make a new deck", newHelp: "A small deck whose comments tell how to write cards. It is made in the folder that you see here.",
    deckName: "Name of the deck", deckLanguage: "Language", makeDeck: "Make the deck", bringIn: "Bring cards in", bringHelp: "From a spreadsheet (Excel, LibreOffice, CSV), a Word document or Markdown. The file itself is not changed.",
    dropHere: "Drop a file here, or choose one:", chooseFile: "A file with cards", lookFirst: "Just look", lookHelp: "The deck that ships: 66 Finnish methods of participation.", lookDo: "Open the deck that ships",
    deckMade: "The deck is made", broughtIn: (n) => n === 1 ? "1 card was brought in" : `${n} cards were brought in`, editHelp: (path) => `Its texts are in ${path}, in files that end in .yaml. Open them in a plain text editor, such as Notepad, and save: the cards follow.`,
    opened: "The deck is open in a new tab", openedHelp: "If no tab has come up, copy this address into your browser. Keep the window of the program open.", address: "Address", seeCards: "See the cards", showFolder: "Show the folder", notDone: "That did not work", tooLarge: "The file is larger than 50 MB.", failed: "The program does not answer: is its window still open?",
  },
  fi: {
    skip: "Siirry kortteihin", views: "Näkymät", cards: "Kortit", sheets: "Arkit", deck: "Pakka",
    variants: "Versiot", variantA: "Versio A", variantB: "Versio B", variantAB: "Molemmat versiot vierekkäin",
    undo: "Kumoa", redo: "Tee uudelleen", save: "Tallenna taittona", download: "Lataa PDF", design: "Muotoilu",
    view: "Pakka", problems: "Ongelmat", live: "ajan tasalla", offline: "ei yhteyttä", time: "Muutoksesta kuvaan",
    theme: "Sivun värit", auto: "auto", light: "vaalea", dark: "tumma", languages: "Sivun kieli",
    saveHelp: "Kirjoittaa pakan viereen taittotiedoston, jossa on tässä tehdyt muutokset.", fileName: "Tiedoston nimi",
    replace: "Korvaa olemassa oleva tiedosto", close: "Sulje", saveDo: "Tallenna",
    saved: (file, command) => `${file} on kirjoitettu. Ota se käyttöön kirjoittamalla pakkaan rivi: layout: ${file} – tai komennolla: ${command}`,
    front: "etupuoli", back: "takapuoli", frontOf: (title) => `Etupuoli: ${title}`, backOf: (title) => `Takapuoli: ${title}`,
    allCards: "Kaikki kortit", previous: "Edellinen kortti", next: "Seuraava kortti", flip: "Käännä kortti",
    flipHelp: "napsautus tai Enter kääntää kortin, nuolet vaihtavat korttia",
    cardOf: (n, all) => `Kortti ${n} / ${all}`, boxes: "Tämän puolen laatikot", layoutBoxes: "Taiton laatikot",
    copyPlace: (place) => `Kopioi ${place}`, copied: "Kopioitu", copy: "kopioi", copyFlags: "Kopioi komento",
    search: "Hae asetuksia", nothingFound: "Sen nimistä asetusta ei ole.",
    flags: "Sama komentona", reset: "palauta", resetAll: "palauta kaikki", resetOne: (name) => `Palauta ${name}`,
    contrast: (ratio) => `kontrasti ${ratio} : 1`, installed: (n) => `${n} asennettua`,
    from: (place) => `paikasta ${place}`, fontSamples: "Valitse kirjasin", pickColor: "valitse väri",
    lastGood: "kortit ovat viimeisimmät ehjät", noCards: "Näytettävää ei vielä ole: korjaa alla olevat ongelmat.",
    errors: (n) => n === 1 ? "1 virhe" : `${n} virhettä`, warnings: (n) => n === 1 ? "1 varoitus" : `${n} varoitusta`, notes: (n) => n === 1 ? "1 huomautus" : `${n} huomautusta`,
    noProblems: "ei ongelmia", error: "virhe", warning: "varoitus", note: "huomautus", hideProblems: "Piilota ongelmat",
    goToCard: "Näytä kortti", moreProblems: (n) => `… ja ${n} muuta: korttipakka check luettelee kaikki`,
    textOn: (size, n) => `teksti ${size} pt ${n} kortissa`, sizeOn: (size, n) => `${size} pt ${n} kortissa`, textSize: (size) => `teksti ${size} pt`,
    problemHere: "ongelma", sheetOf: (n, all) => `Arkki ${n} / ${all}`, againstLight: "Valoa vasten", backThrough: "Kuinka vahvasti takapuoli näkyy läpi",
    noBack: "Takapuolta ei tulosteta.", frontSide: "Etupuoli", backSide: "Takapuoli",
    summaryLine: (cards, sheets, paper) => `${cards} ${cards === 1 ? "kortti" : "korttia"} · ${sheets} ${sheets === 1 ? "arkki" : "arkkia"}${paper}`,
    noCategory: "Ilman luokkaa", sizesOfTexts: "Tekstien koot", sameOnAll: "sama kaikissa korteissa", heldTitle: "Mikä pitää koot pieninä",
    noneHeld: "Mikään kortti ei pidä muiden tekstejä pieninä.", onCards: (n) => n === 1 ? "1 kortti" : `${n} korttia`,
    wait: "Tehdään …", zoom: "Korttien koko", small: "pieni", medium: "keskikoko", large: "suuri", blank: "kirjoitettava",
    Box: "Laatikko", Colour: "Väri", Type: "Kirjaimet", Picture: "Kuva", Card: "Kortti", Sheet: "Arkki", Marks: "Merkit", Cards: "Kortit",
    section_card: "kortti", section_sheet: "arkki", section_fonts: "kirjasimet", section_colors: "värit",
    paletteOf: "Taiton värit", least: "pienin", most: "suurin",
    settingFailed: "Tätä arvoa ei voi asettaa.", pdfFailed: "PDF:ää ei voi tehdä: katso ongelmat.",
    yourDecks: "Avaa pakka", inFolder: "Kansiossa", noDecks: "Tässä kansiossa ei ole vielä pakkaa. Siirry toiseen kansioon tai tee pakka.", folderAbove: "Ylempi kansio",
    openDeck: "Avaa", openNamed: (name) => `Avaa ${name}`, newDeck: "Tee uusi pakka", newHelp: "Pieni pakka, jonka kommentit kertovat, miten kortit kirjoitetaan. Se tehdään tässä näkyvään kansioon.",
    deckName: "Pakan nimi", deckLanguage: "Kieli", makeDeck: "Tee pakka", bringIn: "Tuo kortteja", bringHelp: "Taulukosta (Excel, LibreOffice, CSV), Word-asiakirjasta tai Markdownista. Itse tiedostoa ei muuteta.",
    dropHere: "Pudota tiedosto tähän tai valitse se:", chooseFile: "Tiedosto, jossa on kortteja", lookFirst: "Katso ensin", lookHelp: "Mukana tuleva pakka: 66 osallisuuden keinoa.", lookDo: "Avaa mukana tuleva pakka",
    deckMade: "Pakka on tehty", broughtIn: (n) => n === 1 ? "1 kortti tuotiin" : `${n} korttia tuotiin`, editHelp: (path) => `Tekstit ovat kansiossa ${path}, tiedostoissa, joiden nimi päättyy .yaml. Avaa ne tekstieditorissa, kuten Muistiossa, ja tallenna: kortit seuraavat.`,
    opened: "Pakka on avattu uuteen välilehteen", openedHelp: "Jos välilehteä ei näy, kopioi tämä osoite selaimeen. Pidä ohjelman ikkuna auki.", address: "Osoite", seeCards: "Katso kortteja", showFolder: "Näytä kansio", notDone: "Se ei onnistunut", tooLarge: "Tiedosto on suurempi kuin 50 Mt.", failed: "Ohjelma ei vastaa: onko sen ikkuna vielä auki?",
  },
  sv: {
    skip: "Hoppa till korten", views: "Vyer", cards: "Kort", sheets: "Ark", deck: "Kortlek",
    variants: "Varianter", variantA: "Variant A", variantB: "Variant B", variantAB: "Båda varianterna sida vid sida",
    undo: "Ångra", redo: "Gör om", save: "Spara som layout", download: "Ladda ner PDF", design: "Formgivning",
    view: "Kortleken", problems: "Problem", live: "aktuell", offline: "ingen förbindelse", time: "Från ändring till bild",
    theme: "Sidans färger", auto: "auto", light: "ljus", dark: "mörk", languages: "Sidans språk",
    saveHelp: "Skriver en layoutfil bredvid kortleken med det som du har ändrat här.", fileName: "Filens namn",
    replace: "Ersätt filen som redan finns", close: "Stäng", saveDo: "Spara",
    saved: (file, command) => `${file} är skriven. Använd den genom att skriva en rad i kortleken: layout: ${file} – eller med kommandot: ${command}`,
    front: "framsida", back: "baksida", frontOf: (title) => `Framsida: ${title}`, backOf: (title) => `Baksida: ${title}`,
    allCards: "Alla kort", previous: "Föregående kort", next: "Nästa kort", flip: "Vänd kortet",
    flipHelp: "klick eller Enter vänder kortet, pilarna byter kort",
    cardOf: (n, all) => `Kort ${n} av ${all}`, boxes: "Rutor på den här sidan", layoutBoxes: "Layoutens rutor",
    copyPlace: (place) => `Kopiera ${place}`, copied: "Kopierat", copy: "kopiera", copyFlags: "Kopiera kommandot",
    search: "Sök inställningar", nothingFound: "Ingen inställning heter så.",
    flags: "Samma med flaggor", reset: "återställ", resetAll: "återställ allt", resetOne: (name) => `Återställ ${name}`,
    contrast: (ratio) => `kontrast ${ratio} : 1`, installed: (n) => `${n} installerade`,
    from: (place) => `från ${place}`, fontSamples: "Välj typsnitt", pickColor: "välj en färg",
    lastGood: "korten är de senaste som var hela", noCards: "Det finns inget att visa ännu: rätta problemen nedan.",
    errors: (n) => n === 1 ? "1 fel" : `${n} fel`, warnings: (n) => n === 1 ? "1 varning" : `${n} varningar`, notes: (n) => n === 1 ? "1 anmärkning" : `${n} anmärkningar`,
    noProblems: "inga problem", error: "fel", warning: "varning", note: "anmärkning", hideProblems: "Dölj problemen",
    goToCard: "Visa kortet", moreProblems: (n) => `… och ${n} till: korttipakka check visar alla`,
    textOn: (size, n) => `text ${size} pt på ${n} kort`, sizeOn: (size, n) => `${size} på ${n}`, textSize: (size) => `text ${size} pt`,
    problemHere: "har ett problem", sheetOf: (n, all) => `Ark ${n} av ${all}`, againstLight: "Mot ljuset", backThrough: "Hur starkt baksidan syns igenom",
    noBack: "Baksidan trycks inte.", frontSide: "Framsida", backSide: "Baksida",
    summaryLine: (cards, sheets, paper) => `${cards} kort · ${sheets} ark${paper}`,
    noCategory: "Utan kategori", sizesOfTexts: "Texternas storlekar", sameOnAll: "lika på alla kort", heldTitle: "Vad som håller storlekarna nere",
    noneHeld: "Inget kort håller de andras texter små.", onCards: (n) => `${n} kort`,
    wait: "Bygger …", zoom: "Kortens storlek", small: "liten", medium: "mellan", large: "stor", blank: "att skriva på",
    Box: "Ruta", Colour: "Färg", Type: "Typografi", Picture: "Bild", Card: "Kort", Sheet: "Ark", Marks: "Märken", Cards: "Kort",
    section_card: "kort", section_sheet: "ark", section_fonts: "typsnitt", section_colors: "färger",
    paletteOf: "Layoutens färger", least: "minst", most: "störst",
    settingFailed: "Det värdet går inte att ställa in.", pdfFailed: "PDF:en kan inte göras: se problemen.",
    yourDecks: "Öppna en kortlek", inFolder: "I mappen", noDecks: "Det finns ingen kortlek i den här mappen än. Gå till en annan eller gör en kortlek.", folderAbove: "Mappen ovanför",
    openDeck: "Öppna", openNamed: (name) => `Öppna ${name}`, newDeck: "Gör en ny kortlek", newHelp: "En liten kortlek vars kommentarer berättar hur man skriver kort. Den görs i mappen som syns här.",
    deckName: "Kortlekens namn", deckLanguage: "Språk", makeDeck: "Gör kortleken", bringIn: "Hämta in kort", bringHelp: "Från ett kalkylblad (Excel, LibreOffice, CSV), ett Word-dokument eller Markdown. Själva filen ändras inte.",
    dropHere: "Släpp en fil här, eller välj en:", chooseFile: "En fil med kort", lookFirst: "Titta först", lookHelp: "Kortleken som följer med: 66 finska metoder för delaktighet.", lookDo: "Öppna kortleken som följer med",
    deckMade: "Kortleken är gjord", broughtIn: (n) => `${n} kort hämtades in`, editHelp: (path) => `Texterna finns i ${path}, i filer vars namn slutar på .yaml. Öppna dem i en textredigerare, till exempel Anteckningar, och spara: korten följer med.`,
    opened: "Kortleken är öppen i en ny flik", openedHelp: "Om ingen flik syns, kopiera adressen till webbläsaren. Håll programmets fönster öppet.", address: "Adress", seeCards: "Se korten", showFolder: "Visa mappen", notDone: "Det gick inte", tooLarge: "Filen är större än 50 MB.", failed: "Programmet svarar inte: är dess fönster öppet?",
  },
};

// Names of settings; the key stays the name in files and flags, and stands in the tooltip.
const NAMES = {
  fi: {
    size: "koko", leading: "riviväli", tracking: "merkkiväli", left: "vasemmalta", right: "oikealta", top: "ylhäältä", bottom: "alhaalta",
    width: "leveys", height: "korkeus", align: "tasaus", valign: "pysty\u00adtasaus", weight: "vahvuus", style: "tyyli", color: "väri", font: "kirjasin",
    fill: "täyttö", stroke: "reunaviiva", stroke_width: "viivan paksuus", corner: "kulman säde", text: "sisältö", when: "milloin", below: "alla",
    beside: "vieressä", gap: "rako", gap_below: "rako ylös", gap_beside: "rako sivulle", role: "tehtävä", language: "kieli", padding: "täyte", pattern: "kuvio", pattern_color: "kuvion väri", pattern_step: "kuvion väli", shape: "muoto",
    image: "kuva", fit: "sovitus", focus: "kohdis\u00adtus", opacity: "peittä\u00advyys", qr: "QR-koodi", ruled: "viivoitus", rotate: "kierto", uniform: "yhtenäi\u00adsyys",
    case: "kirjain\u00adkoko", hyphens: "tavutus", wrap: "rivitys", lines: "rivejä enintään", paragraph_gap: "kappale\u00adväli", features: "OpenType-piirteet", columns: "palstoja", column_gap: "palsta\u00adväli", scale: "suhteutus", safe: "turvareuna", bleed: "leikkuu\u00advara",
    copies: "kappaleita", blanks: "tyhjiä kortteja", paper: "paperi", orientation: "asento", margin: "marginaali", gutter: "korttien väli", turn: "kortin suunta",
    flip: "kääntöreuna", arrange: "järjestely", order: "järjestys", sides: "puolet", reverse_backs: "taustat takaperin", face_order: "puolten järjestys", ink_limit: "väriä enintään", least_dpi: "kuvien tarkkuus vähintään", printer: "tulostin",
    printable: "tulostus\u00adreuna", back_offset: "taustan siirto", back_angle: "taustan kulma", fold: "taitto", start_at: "alkupaikka", perforated: "leikattu arkki",
    marks: "leikkuu\u00admerkit", back_marks: "merkit taakse", cutting_guide: "leikkuu\u00adohje", mark_offset: "merkin etäisyys", mark_length: "merkin pituus",
    mark_width: "merkin paksuus", slug: "arkin tunniste", heading: "otsikot", body: "tekstit", fallback: "vara\u00adkirjasimet", ink: "muste", accent: "korostus",
  },
  sv: {
    size: "storlek", leading: "radavstånd", tracking: "spärrning", left: "från vänster", right: "från höger", top: "uppifrån", bottom: "nerifrån",
    width: "bredd", height: "höjd", align: "justering", valign: "lodrätt läge", weight: "vikt", style: "stil", color: "färg", font: "typsnitt",
    fill: "fyllning", stroke: "kantlinje", stroke_width: "linjens tjocklek", corner: "hörnradie", text: "innehåll", when: "när", below: "under",
    beside: "bredvid", gap: "mellanrum", gap_below: "mellanrum uppåt", gap_beside: "mellanrum åt sidan", role: "roll", language: "språk", padding: "luft", pattern: "mönster", pattern_color: "mönstrets färg", pattern_step: "mönstrets steg", shape: "form",
    image: "bild", fit: "passning", focus: "fokus", opacity: "täckning", qr: "QR-kod", ruled: "linjering", rotate: "vridning", uniform: "enhetlig\u00adhet",
    case: "skiftläge", hyphens: "av\u00adstavning", wrap: "rad\u00adbrytning", lines: "högst rader", paragraph_gap: "stycke\u00adavstånd", features: "OpenType-funktioner", columns: "spalter", column_gap: "spalt\u00adavstånd", scale: "anpassning", safe: "säker kant", bleed: "utfall",
    copies: "exemplar", blanks: "tomma kort", paper: "papper", orientation: "läge", margin: "marginal", gutter: "mellan korten", turn: "kortens riktning",
    flip: "vändkant", arrange: "upp\u00adläggning", order: "ordning", sides: "sidor", reverse_backs: "baksidor baklänges", face_order: "sidornas ordning", ink_limit: "högst färg", least_dpi: "bildernas minsta upplösning", printer: "skrivare",
    printable: "otryckbar kant", back_offset: "baksidans flytt", back_angle: "baksidans vinkel", fold: "vikning", start_at: "första plats", perforated: "perforerat ark",
    marks: "skär\u00admärken", back_marks: "märken bak", cutting_guide: "skärguide", mark_offset: "märkets avstånd", mark_length: "märkets längd",
    mark_width: "märkets tjocklek", slug: "arkets namn", heading: "rubriker", body: "brödtext", fallback: "reserv\u00adtypsnitt", ink: "bläck", accent: "accent",
  },
};

let current = "en";

// The language that was chosen last, or the browser's.
export function wantedLanguage() {
  const wanted = [localStorage.getItem("language"), ...navigator.languages.map((one) => one.slice(0, 2))];
  return wanted.find((one) => Object.hasOwn(WORDS, one)) ?? "en";
}

export function setLanguage(language) {
  current = language;
  localStorage.setItem("language", language);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-tip]")) element.title = t(element.dataset.tip);
}

export const language = () => current;

// A text, or with arguments what a function makes of them.
export function t(key, ...arguments_) {
  const found = WORDS[current][key] ?? WORDS.en[key] ?? key;
  return typeof found === "function" ? found(...arguments_) : found;
}

// A setting's name for people: the last part of its key. Long ones may break at soft hyphens.
export function labelOf(key) {
  const last = key.split(".").at(-1);
  return NAMES[current]?.[last] ?? last.replaceAll("_", " ");
}

export const nameOf = (key) => labelOf(key).replaceAll("\u00ad", "");

// A number with the decimal mark of the language.
export const number = (value) => new Intl.NumberFormat(current, { maximumFractionDigits: 2, useGrouping: false }).format(value);
