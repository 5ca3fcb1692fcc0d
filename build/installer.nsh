; What electron-builder's installer does not do by itself on Windows: careline: links open Careline, and Windows may offer
; it for tel: links. SHELL_CONTEXT is the person's or the computer's registry, as the installation is.
; "--" ends the switches: nothing in a link can become a switch of the program.
!macro carelineScheme SCHEME NAME
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}" "" "URL:${NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!macro customInstall
  !insertmacro carelineScheme "careline" "Careline"
  ; tel: stays with whatever program has it until a person chooses Careline in the system's settings.
  !insertmacro carelineScheme "Careline.tel" "Telephone number"
  WriteRegStr SHELL_CONTEXT "Software\Careline\Capabilities" "ApplicationName" "Careline"
  WriteRegStr SHELL_CONTEXT "Software\Careline\Capabilities" "ApplicationDescription" "Agent desktop for healthcare call centres"
  WriteRegStr SHELL_CONTEXT "Software\Careline\Capabilities\URLAssociations" "tel" "Careline.tel"
  WriteRegStr SHELL_CONTEXT "Software\Careline\Capabilities\URLAssociations" "careline" "careline"
  WriteRegStr SHELL_CONTEXT "Software\RegisteredApplications" "Careline" "Software\Careline\Capabilities"
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\careline"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Careline.tel"
  DeleteRegKey SHELL_CONTEXT "Software\Careline\Capabilities"
  DeleteRegKey /ifempty SHELL_CONTEXT "Software\Careline"
  DeleteRegValue SHELL_CONTEXT "Software\RegisteredApplications" "Careline"
!macroend
