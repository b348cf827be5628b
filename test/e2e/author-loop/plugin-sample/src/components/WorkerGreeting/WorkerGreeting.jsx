import React from 'react';
import { useSelector } from 'react-redux';

import './WorkerGreeting.css';
import badge from './badge.svg';

const WorkerGreeting = () => {
  const activity = useSelector((state) => state.flex.worker.activity.name);
  return (
    <p className="worker-greeting" role="note">
      <img src={badge} alt="Badge" width="16" height="16" />
      <span>First words, {activity}</span>
    </p>
  );
};

export default WorkerGreeting;
