/** A part of the screen that is drawn again only when what it is given changes. */
import { Component } from "../dom";

export abstract class Still<Props extends object> extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    const now = this.props as Props;
    return (Object.keys(next) as (keyof Props)[]).some((name) => next[name] !== now[name]);
  }
}
