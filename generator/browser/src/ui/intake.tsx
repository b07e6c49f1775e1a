/** The way in by a file: a claim that was saved, or an electronic invoice. */
import { LOAD } from "../strings/files";

type IntakeProps = {
  readonly isReading: boolean;
  readonly open: (file: File) => void;
};

export function Intake({ isReading, open }: IntakeProps) {
  return (
    <div class="app-intake">
      <p class="app-intake__words">
        <strong>{LOAD.title}</strong>
        <span class="app-help" id="app-load-help">
          {isReading ? LOAD.reading : LOAD.help}
        </span>
      </p>
      <label class="app-button app-intake__choose">
        {LOAD.choose}
        <input
          type="file"
          data-load="claim"
          accept=".pdf,.xml,.json,.yml,.yaml,application/pdf,application/xml,text/xml,application/json,application/yaml"
          aria-describedby="app-load-help"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) open(file);
            // The same file may be chosen again.
            event.currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}
