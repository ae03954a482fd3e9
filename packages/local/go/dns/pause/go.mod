module paddock.internal/pause

go 1.26.4
