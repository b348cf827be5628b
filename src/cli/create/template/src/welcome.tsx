// What the agent sees.
import * as React from 'react';
import './welcome.css';

export function Welcome({ name }: { readonly name: string }): React.ReactElement {
  return (
    <p className="plugin-template" role="note">
      Welcome, <strong>{name}</strong>
    </p>
  );
}
