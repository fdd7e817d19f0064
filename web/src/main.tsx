import "@fontsource-variable/ibm-plex-sans/index.css";
import "@fontsource-variable/source-serif-4/index.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/overview.css";
import "./style/event.css";
import "./style/report.css";
import "./style/print.css";
import { render } from "preact";
import { App } from "./app";
import { apply, stored } from "./ui/theme";

apply(stored());
render(<App />, document.getElementById("page")!);
