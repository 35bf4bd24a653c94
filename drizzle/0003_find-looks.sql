-- The answer tells a person on which days staff looked at their requests (CJEU C-579/21): found by the reference, among all other events.
create index history_event_looked on dossier.history_event ((data ->> 'ref')) where type = 'looked';
