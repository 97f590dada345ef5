/** A signature drawn with finger or mouse, kept as a picture. */
import { Button, Input } from '@mantine/core';
import { type PointerEvent, useEffect, useRef } from 'react';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';
import classes from './controls.module.css';

export const signature = defineControl({ key: 'signature', wide: true, large: true, Draw: Signature });

// helpers //////////

const WIDTH = 840;
const HEIGHT = 260;

function Signature(props: ControlProps) {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<string | null>(null);
  const { label, description, error, withAsterisk } = inputProps(props);
  useEffect(() => {
    if (props.value === drawn.current) return;
    drawn.current = props.value as string | null;
    show(canvas.current, drawn.current);
  }, [props.value]);
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d');
    if (!pen || (event.type === 'pointermove' && event.buttons !== 1)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId);
      Object.assign(pen, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1c2126' });
      pen.beginPath();
      pen.moveTo(x, y);
    } else {
      pen.lineTo(x, y);
      pen.stroke();
    }
  };
  const finish = () => {
    drawn.current = canvas.current?.toDataURL('image/png') ?? null;
    props.onChange(drawn.current);
  };
  return (
    <Input.Wrapper
      labelElement="div"
      label={label}
      description={description}
      error={error}
      withAsterisk={withAsterisk}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <canvas
        ref={canvas}
        className={classes.pad}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={props.label}
        onPointerDown={draw}
        onPointerMove={draw}
        onPointerUp={finish}
      />
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        onClick={() => props.onChange(null)}
        disabled={props.value === null}
      >
        {t('ui.control.clear')}
      </Button>
    </Input.Wrapper>
  );
}

function show(canvas: HTMLCanvasElement | null, picture: string | null): void {
  const pen = canvas?.getContext('2d');
  if (!pen) return;
  pen.clearRect(0, 0, WIDTH, HEIGHT);
  if (!picture) return;
  const image = new Image();
  image.onload = () => pen.drawImage(image, 0, 0, WIDTH, HEIGHT);
  image.src = picture;
}
