/** What unfolds, and is loaded when a hand comes near or when it is opened. */
import { type Children, Component } from "../dom";

type UnfoldProps<Part> = {
  readonly class: string;
  readonly title: string;
  readonly bring: () => Promise<Part>;
  readonly draw: (part: Part) => Children;
};

export class Unfold<Part> extends Component<UnfoldProps<Part>, { readonly part: Part | null }> {
  override state = { part: null };

  private readonly near = (): void => {
    if (this.state.part) return;
    // Without the network it is asked for again at the next gesture.
    this.props.bring().then((part) => this.setState({ part }), () => undefined);
  };

  render({ class: name, title, draw }: UnfoldProps<Part>, { part }: { readonly part: Part | null }) {
    return (
      <details class={name} onPointerEnter={this.near} onToggle={this.near}>
        <summary>{title}</summary>
        {part && draw(part)}
      </details>
    );
  }
}
