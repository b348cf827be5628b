// The first script of the page: after it has run, nothing on the page can reach Twilio.
import { redirectElements } from './redirect-elements.ts';
import { redirectRequests } from './redirect-requests.ts';
import { signIn } from './sign-in.ts';

redirectRequests();
redirectElements();
signIn();
