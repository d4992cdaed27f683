// Whose clock the page is on: the reader's own unless another is chosen.
import { here } from './clock.js';

export const view = { zone: here };
