import { Button } from './button.tsx';

/** Two or three ways of one thing, of which one is on. */
export function Switch<Way extends string>(props: {
  label: string;
  ways: ReadonlyArray<{ way: Way; words: string; keyCap?: string; disabled?: boolean }>;
  on: Way;
  onChange: (way: Way) => void;
}) {
  return (
    <fieldset className="switch" aria-label={props.label}>
      {props.ways.map(({ way, words, keyCap, disabled }) => (
        <Button
          key={way}
          pressed={way === props.on}
          disabled={disabled}
          keyCap={keyCap}
          onPress={() => props.onChange(way)}
        >
          {words}
        </Button>
      ))}
    </fieldset>
  );
}
