// Enhancements only: every page reads and navigates without them.
import { offerCopies } from "./copy.js";
import { offerLinksToWords } from "./words.js";
import { closeSheetOnChoice } from "./sheet.js";
import { keepMarginInView } from "./margin.js";
import { rememberWhatIsShown } from "./only.js";
import { showQueryWhileBuilding } from "./builder.js";
import { goToTurnElsewhere } from "./portions.js";

offerCopies();
offerLinksToWords();
closeSheetOnChoice();
keepMarginInView();
rememberWhatIsShown();
showQueryWhileBuilding();
goToTurnElsewhere();
