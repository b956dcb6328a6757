import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../i18n/i18n.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import './alone.css';
import { VerifyScreen } from './verify.tsx';

/** The verifier by itself, in one file that is kept and opened without any server. */
startTexts();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <main className="alone">
      <VerifyScreen isAlone />
    </main>
  </StrictMode>,
);
