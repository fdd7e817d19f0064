import { render } from "preact";

render(<h1>Twosource</h1>, document.getElementById("page")!);
