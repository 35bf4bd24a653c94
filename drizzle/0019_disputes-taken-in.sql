-- An officer takes in a complaint or an appeal that came by letter, by phone or over the counter: none that is decided already.
GRANT INSERT ON dossier.dispute TO dossier_officer;
--> statement-breakpoint
CREATE POLICY officer_takes_in ON dossier.dispute AS RESTRICTIVE FOR INSERT TO dossier_officer WITH CHECK (state = 'received');
