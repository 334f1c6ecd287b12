import type { Map as MapLibreMap } from 'maplibre-gl';
import { icons } from './run-layers.ts';

const scale = 2;

/** Draws the three icons the style needs on a canvas; arrow and mark take their colour from the layer. */
export function addMapIcons(map: MapLibreMap): void {
  map.addImage(icons.arrow, draw(20, drawArrow), { pixelRatio: scale, sdf: true });
  map.addImage(icons.cross, draw(14, drawMark), { pixelRatio: scale, sdf: true });
  map.addImage(icons.hub, draw(26, drawHub), { pixelRatio: scale });
}

function draw(size: number, paint: (context: CanvasRenderingContext2D, size: number) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = size * scale;
  canvas.height = size * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  context.scale(scale, scale);
  paint(context, size);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function drawArrow(context: CanvasRenderingContext2D, size: number): void {
  const middle = size / 2;
  context.beginPath();
  context.moveTo(middle + 5, middle);
  context.lineTo(middle - 4, middle - 4.5);
  context.lineTo(middle - 1.5, middle);
  context.lineTo(middle - 4, middle + 4.5);
  context.closePath();
  context.fill();
}

function drawMark(context: CanvasRenderingContext2D, size: number): void {
  context.lineWidth = 2.4;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(size / 2, 2.5);
  context.lineTo(size / 2, size / 2 + 1.5);
  context.stroke();
  context.beginPath();
  context.arc(size / 2, size - 2.6, 1.5, 0, 2 * Math.PI);
  context.fill();
}

function drawHub(context: CanvasRenderingContext2D, size: number): void {
  context.fillStyle = '#ffffff';
  context.fillRect(1, 1, size - 2, size - 2);
  context.fillStyle = '#16301f';
  context.fillRect(3, 3, size - 6, size - 6);
  context.fillStyle = '#f4c95d';
  context.fillRect(size / 2 - 3.5, size / 2 - 3.5, 7, 7);
}
