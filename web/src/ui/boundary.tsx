import { Component, type ComponentChildren } from "preact";
import { Said } from "./parts";

/** Keeps a fault in one view from taking the page with it, and says what happened. */
export class Boundary extends Component<{ children: ComponentChildren }, { fault: string | null }> {
  override state = { fault: null as string | null };

  override componentDidCatch(error: unknown) {
    console.error(error);
    this.setState({ fault: String(error) });
  }

  override render() {
    if (this.state.fault === null) return this.props.children;
    return (
      <main id="main">
        <h1>This view can’t be shown</h1>
        <p class="failed" role="alert"><Said>{this.state.fault}</Said> <a href={location.pathname}>Try it anew</a>, or go <a href="/">to the overview</a>.</p>
      </main>
    );
  }
}
