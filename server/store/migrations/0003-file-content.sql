-- Whether anything else still has the same bytes: asked for each content that is cleared away.
create index file_content on file (sha256);
