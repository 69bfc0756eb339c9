// The public site’s script: every page works without it.
import { ServiceNavigation, createAll } from "govuk-frontend";
import { unfoldOnPaper } from "./printing.mjs";
import { prepareSearch } from "./register_search.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(ServiceNavigation);
prepareSearch();
unfoldOnPaper();
