;; What the tests do within Emacs; emacs.ts loads this file. Nothing waits: Emacs works on while nobody asks it.
(require 'cl-lib)
(defvar holdfast-hover nil)

(defun holdfast-open (path)
  (switch-to-buffer (find-file-noselect path))
  ;; A user's command ends with this, and eglot starts the server then.
  (run-hooks 'post-command-hook))

(defun holdfast-go-to (needle)
  (goto-char (point-min))
  (let ((case-fold-search nil)) (search-forward needle))
  (goto-char (match-beginning 0)))

(defun holdfast-severity (type)
  (pcase type
    ('eglot-error "error") ('eglot-warning "warning") ('eglot-note "information")))

(defun holdfast-shown (diagnostic buffer)
  (let ((start (flymake-diagnostic-beg diagnostic))
        (lines (split-string (flymake-diagnostic-text diagnostic) "\n" t)))
    (list :line (if buffer (with-current-buffer buffer (1- (line-number-at-pos start t))) (1- (car start)))
          :severity (holdfast-severity (flymake-diagnostic-type diagnostic))
          :message (car lines)
          :marked (if buffer
                      (with-current-buffer buffer
                        (buffer-substring-no-properties start (flymake-diagnostic-end diagnostic)))
                    :null)
          ;; The way is indented, what else is said is not.
          :path (vconcat (mapcar #'string-trim (seq-filter (lambda (line) (string-prefix-p " " line)) lines))))))

(defun holdfast-diagnostics (path)
  (let ((buffer (find-buffer-visiting path)))
    (vconcat
     (mapcar (lambda (one) (holdfast-shown one buffer))
             (if buffer (with-current-buffer buffer (flymake-diagnostics))
               (cdr (assoc path flymake-list-only-diagnostics)))))))

(defun holdfast-ask-hover (needle)
  (holdfast-go-to needle)
  (setq holdfast-hover nil)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq holdfast-hover text))))

(defun holdfast-act (needle title)
  (holdfast-go-to needle)
  (let ((last-nonmenu-event ?a))
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt items &rest _)
                 (or (car (assoc title items))
                     (error "Offered are: %S" (mapcar #'car items))))))
      (call-interactively #'eglot-code-actions))))

(defun holdfast-type (needle text)
  (holdfast-go-to needle)
  (delete-char (length needle))
  (insert text))

(defun holdfast-configure (severity)
  (setq-default eglot-workspace-configuration (list :holdfast (list :minSeverity severity)))
  (eglot-signal-didChangeConfiguration (eglot-current-server)))

(defun holdfast-answer (value)
  (base64-encode-string (encode-coding-string (json-serialize (list :value value)) 'utf-8) t))
